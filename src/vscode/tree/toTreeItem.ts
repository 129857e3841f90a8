import * as vscode from 'vscode';
import { relativeTime } from '../../base/relativeTime';
import type { HistoryEntry } from '../../rpc/engine';
import { nodeId, type TreeNode } from './treeNode';

/** Draws a node; everything that the tree shows is decided here. */
export function toTreeItem(node: TreeNode): vscode.TreeItem {
	return Object.assign(itemOf(node), { id: nodeId(node) });
}

function itemOf(node: TreeNode): vscode.TreeItem {
	const { t } = vscode.l10n;
	switch (node.kind) {
		case 'folder':
			return item(node.name, 'root-folder', { collapsible: 'expanded', contextValue: 'folder' });
		case 'table':
			return {
				...item(node.table.name, 'table', { collapsible: 'collapsed', contextValue: 'table' }),
				tooltip: node.table.path,
				accessibilityInformation: { label: t('Delta table {0}', node.table.name) },
				command: { command: 'delta.openTable', title: t('Open Delta Table'), arguments: [node] },
			};
		case 'columns':
			return item(t('Columns'), 'symbol-field', { collapsible: 'collapsed' });
		case 'column':
			return columnItem(node);
		case 'versions':
			return item(t('Versions'), 'history', { collapsible: 'collapsed' });
		case 'version':
			return {
				...versionItem(node.entry),
				command: { command: 'delta.openVersion', title: t('Open Version'), arguments: [node] },
			};
		case 'moreVersions':
			return {
				...item(t('Load more'), 'ellipsis', {}),
				command: { command: 'delta.loadMoreVersions', title: t('Load more'), arguments: [node] },
			};
		case 'failure':
			return {
				...item(node.message, 'error', { contextValue: 'failure' }),
				...(node.errorClass === undefined ? {} : { description: node.errorClass }),
				tooltip: node.errorClass === undefined ? node.message : `${node.errorClass}: ${node.message}`,
				accessibilityInformation: { label: t('Error: {0}', node.message) },
			};
		case 'stopped':
			return {
				...item(t('The search was stopped'), 'circle-slash', {}),
				command: { command: 'delta.refreshTables', title: t('Search Again') },
				tooltip: t('Search Again'),
			};
	}
}

function columnItem({ column }: Extract<TreeNode, { kind: 'column' }>): vscode.TreeItem {
	const { t } = vscode.l10n;
	const type = column.nullable ? column.type : `${column.type} NOT NULL`;
	const nullability = column.nullable ? t('nullable') : t('not nullable');
	const partition = column.isPartition ? ` · ${t('partition')}` : '';
	return {
		...item(column.name, column.isPartition ? 'key' : 'symbol-field', {
			collapsible: column.children.length > 0 ? 'collapsed' : 'none',
		}),
		description: type + partition,
		tooltip: [`${column.name}: ${type}${partition}`, ...(column.comment ? [column.comment] : [])].join('\n'),
		accessibilityInformation: { label: `${column.name}, ${column.type}, ${nullability}${partition}` },
	};
}

function versionItem(entry: HistoryEntry): vscode.TreeItem {
	const label = vscode.l10n.t('Version {0}', entry.version);
	const when = relativeTime(entry.timestampMs, Date.now(), vscode.env.language);
	const details = [entry.operation, changesText(entry), when].filter((part) => part !== '');
	return {
		...item(label, 'git-commit', { contextValue: 'version' }),
		description: details.join(' · '),
		tooltip: [
			`${entry.operation}  ${new Date(entry.timestampMs).toISOString()}`,
			...Object.entries(entry.operationParameters).map(([name, value]) => `${name}: ${value}`),
			...Object.entries(entry.operationMetrics).map(([name, value]) => `${name}: ${value}`),
			...(entry.userName === undefined ? [] : [entry.userName]),
			...(entry.engineInfo === undefined ? [] : [entry.engineInfo]),
		].join('\n'),
		accessibilityInformation: { label: [label, ...details].join(', ') },
	};
}

function changesText({ rowsAdded, rowsRemoved, filesAdded, filesRemoved }: HistoryEntry): string {
	const { t } = vscode.l10n;
	const number = new Intl.NumberFormat(vscode.env.language);
	const signed = (added: number | undefined, removed: number | undefined) =>
		[...(added ? [`+${number.format(added)}`] : []), ...(removed ? [`−${number.format(removed)}`] : [])].join(
			' ',
		);
	const rows = signed(rowsAdded, rowsRemoved);
	const files = signed(filesAdded, filesRemoved);
	const isOneRow = (rowsAdded ?? 0) + (rowsRemoved ?? 0) === 1;
	const isOneFile = filesAdded + filesRemoved === 1;
	return [
		...(rows ? [isOneRow ? t('{0} row', rows) : t('{0} rows', rows)] : []),
		...(files ? [isOneFile ? t('{0} file', files) : t('{0} files', files)] : []),
	].join(', ');
}

interface ItemOptions {
	readonly collapsible?: 'none' | 'collapsed' | 'expanded';
	readonly contextValue?: string;
}

const collapsibleStates = {
	none: vscode.TreeItemCollapsibleState.None,
	collapsed: vscode.TreeItemCollapsibleState.Collapsed,
	expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

function item(label: string, icon: string, { collapsible = 'none', contextValue }: ItemOptions) {
	return {
		label,
		iconPath: new vscode.ThemeIcon(icon),
		collapsibleState: collapsibleStates[collapsible],
		...(contextValue === undefined ? {} : { contextValue }),
	};
}
