import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import { DeltaError, errorClassOf } from '../../delta/fault';
import type { FoundTable, SchemaColumn } from '../../rpc/engine';
import type { Engine } from '../engineClient';
import { failureText, isCancellation } from '../showFault';
import { toTreeItem } from './toTreeItem';
import { nodeId, type TableNode, type TreeNode } from './treeNode';
import type { WorkspaceTables } from './workspaceTables';

/** Versions that are shown at first, and how many more with each "Load more". */
const versionPage = 50;

export const tableTreeId = 'delta.tables';

/** The tree "Delta Tables". What cannot be read becomes a node that says why, so that the rest stays usable. */
export class TableTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
	readonly #engine: Engine;
	readonly #tables: WorkspaceTables;
	readonly #log: vscode.LogOutputChannel;
	readonly #owned = new Disposables();
	/** By id: VS Code knows nodes by identity, so a table stays the same object while it is in the tree. */
	readonly #nodes = new Map<string, TableNode>();
	readonly #versionLimits = new Map<string, number>();
	readonly #changed = this.#owned.add(new vscode.EventEmitter<TreeNode | undefined>());

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(engine: Engine, tables: WorkspaceTables, log: vscode.LogOutputChannel) {
		this.#engine = engine;
		this.#tables = tables;
		this.#log = log;
		this.#owned.add(tables.onDidChangeTables(() => this.#changed.fire(undefined)));
		this.#owned.add(tables.onDidChangeTable((path) => this.#refreshPath(path)));
	}

	getTreeItem(node: TreeNode): vscode.TreeItem {
		return toTreeItem(node);
	}

	async getChildren(node?: TreeNode): Promise<TreeNode[]> {
		try {
			return [...(await this.#childrenOf(node))];
		} catch (error) {
			const parentId = node ? nodeId(node) : 'root';
			if (isCancellation(error)) return [{ kind: 'stopped', parentId }];
			this.#log.error(error instanceof Error ? error : String(error));
			return [failureNode(parentId, error)];
		}
	}

	/** Reads one table again. */
	refreshTable(node: TableNode): void {
		this.#changed.fire(node);
	}

	/** Shows another page of versions of a table. */
	loadMoreVersions(node: TableNode): void {
		const id = nodeId(node);
		this.#versionLimits.set(id, this.#versionLimit(id) + versionPage);
		this.#changed.fire(node);
	}

	dispose(): void {
		this.#owned.dispose();
	}

	async #childrenOf(node: TreeNode | undefined): Promise<readonly TreeNode[]> {
		if (node === undefined) return this.#roots();
		switch (node.kind) {
			case 'folder':
				return this.#tableNodes(vscode.Uri.parse(node.folder));
			case 'table':
				return [
					{ kind: 'columns', of: node },
					{ kind: 'versions', of: node },
				];
			case 'columns':
				return this.#columns(node.of);
			case 'column':
				return columnNodes(node.of, node.column.children, node.path);
			case 'versions':
				return this.#versions(node.of);
			case 'version':
			case 'moreVersions':
			case 'failure':
			case 'stopped':
				return [];
		}
	}

	async #roots(): Promise<readonly TreeNode[]> {
		const { folders } = this.#tables;
		const [only] = folders;
		if (only === undefined) return [];
		if (folders.length === 1) return this.#tableNodes(only.uri);
		const roots = folders.map(
			({ name, uri }) => ({ kind: 'folder', name, folder: uri.toString() }) satisfies TreeNode,
		);
		const found = await Promise.allSettled(folders.map(({ uri }) => this.#tables.tablesIn(uri)));
		const isEmpty = found.every((result) => result.status === 'fulfilled' && result.value.length === 0);
		return isEmpty ? [] : roots;
	}

	async #tableNodes(folder: vscode.Uri): Promise<readonly TreeNode[]> {
		const tables = await this.#tables.tablesIn(folder);
		const nodes = tables.map((table) =>
			table.problem
				? failureNode(`unreadable:${folder.toString()}:${table.path}`, new DeltaError(table.problem))
				: this.#tableNode(table, folder),
		);
		this.#forgetAllBut(nodes, folder);
		return nodes;
	}

	/** Tables of a folder that are not there any more. */
	#forgetAllBut(nodes: readonly TreeNode[], folder: vscode.Uri): void {
		const ids = new Set(nodes.map(nodeId));
		for (const [id, node] of this.#nodes)
			if (node.folder === folder.toString() && !ids.has(id)) this.#nodes.delete(id);
	}

	#tableNode(table: FoundTable, folder: vscode.Uri): TableNode {
		const node: TableNode = { kind: 'table', table, folder: folder.toString() };
		const id = nodeId(node);
		const known = this.#nodes.get(id);
		if (known?.table.name === table.name) return known;
		this.#nodes.set(id, node);
		return node;
	}

	async #columns(of: TableNode): Promise<readonly TreeNode[]> {
		const { columns } = await this.#engine.call('describeTable', { path: of.table.path });
		return columnNodes(of, columns, []);
	}

	async #versions(of: TableNode): Promise<readonly TreeNode[]> {
		const limit = this.#versionLimit(nodeId(of));
		const entries = await this.#engine.call('tableHistory', { path: of.table.path, limit: limit + 1 });
		const shown: TreeNode[] = entries.slice(0, limit).map((entry) => ({ kind: 'version', of, entry }));
		return entries.length > limit ? [...shown, { kind: 'moreVersions', of }] : shown;
	}

	#versionLimit(id: string): number {
		return this.#versionLimits.get(id) ?? versionPage;
	}

	#refreshPath(path: string): void {
		for (const node of this.#nodes.values()) if (node.table.path === path) this.#changed.fire(node);
	}
}

function failureNode(parentId: string, error: unknown): TreeNode {
	const errorClass = error instanceof DeltaError ? { errorClass: errorClassOf(error.fault) } : {};
	return { kind: 'failure', parentId, message: failureText(error), ...errorClass };
}

function columnNodes(
	of: TableNode,
	columns: readonly SchemaColumn[],
	parent: readonly string[],
): readonly TreeNode[] {
	return columns.map((column) => ({ kind: 'column', of, column, path: [...parent, column.name] }));
}
