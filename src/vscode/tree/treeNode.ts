import type { FoundTable, HistoryEntry, SchemaColumn } from '../../rpc/engine';

/** A table of the workspace. */
export interface TableNode {
	readonly kind: 'table';
	readonly table: FoundTable;
	/** The workspace folder it was found in, as URI text. */
	readonly folder: string;
}

export interface VersionNode {
	readonly kind: 'version';
	readonly of: TableNode;
	readonly entry: HistoryEntry;
}

/** A line of the tree; the tree's provider makes them, `toTreeItem` draws them. */
export type TreeNode =
	/** Only where the workspace has several folders. */
	| { readonly kind: 'folder'; readonly name: string; readonly folder: string }
	| TableNode
	| { readonly kind: 'columns'; readonly of: TableNode }
	| {
			readonly kind: 'column';
			readonly of: TableNode;
			readonly column: SchemaColumn;
			/** Names from the table down to this column. */
			readonly path: readonly string[];
	  }
	| { readonly kind: 'versions'; readonly of: TableNode }
	| VersionNode
	| { readonly kind: 'moreVersions'; readonly of: TableNode }
	/** What could not be read, in place of the children of `parentId` or of a folder that may hold tables. */
	| {
			readonly kind: 'failure';
			readonly parentId: string;
			readonly message: string;
			readonly errorClass?: string;
	  }
	/** The search in a folder was stopped by the user, so that its tables are not known. */
	| { readonly kind: 'stopped'; readonly parentId: string };

/** What tells a node from all others, and is the same after the tree was read again. */
export function nodeId(node: TreeNode): string {
	switch (node.kind) {
		case 'folder':
			return `folder:${node.folder}`;
		case 'table':
			return `table:${node.folder}:${node.table.path}`;
		case 'columns':
		case 'versions':
		case 'moreVersions':
			return `${node.kind}:${nodeId(node.of)}`;
		case 'column':
			return `column:${JSON.stringify(node.path)}:${nodeId(node.of)}`;
		case 'version':
			return `version:${node.entry.version}:${nodeId(node.of)}`;
		case 'failure':
		case 'stopped':
			return `${node.kind}:${node.parentId}`;
	}
}
