import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { TreeNode } from '../tree/treeNode';
import { isTable, type WorkspaceTables } from '../tree/workspaceTables';

/** The table that a menu's argument means; `undefined` when it means none. */
export function tablePathOf(target: TreeNode | vscode.Uri | undefined): string | undefined {
	if (target === undefined) return undefined;
	if (target instanceof vscode.Uri) return target.scheme === 'file' ? tableFolder(target.fsPath) : undefined;
	if (target.kind === 'table') return target.table.path;
	return 'of' in target ? target.of.table.path : undefined;
}

/** Asks for one of the workspace's tables, or for a folder; `undefined` when the user gives up. */
export async function chooseTable(tables: WorkspaceTables): Promise<string | undefined> {
	const found = Promise.all(tables.folders.map(({ uri }) => tables.tablesIn(uri)));
	const other = { label: vscode.l10n.t('$(folder-opened) Another folder…'), path: undefined };
	const items = found.then((groups) => [
		...groups
			.flat()
			.filter(isTable)
			.map(({ name, path }) => ({ label: name, description: path, path })),
		other,
	]);
	const chosen = await vscode.window.showQuickPick(items, {
		placeHolder: vscode.l10n.t('Delta table'),
		matchOnDescription: true,
	});
	if (chosen === undefined) return undefined;
	return chosen.path ?? (await chooseFolder());
}

async function chooseFolder(): Promise<string | undefined> {
	const chosen = await vscode.window.showOpenDialog({
		canSelectFiles: false,
		canSelectFolders: true,
		openLabel: vscode.l10n.t('Open Delta Table'),
		title: vscode.l10n.t('Folder that holds _delta_log'),
	});
	return chosen?.[0] && tableFolder(chosen[0].fsPath);
}

function tableFolder(path: string): string {
	return basename(path) === '_delta_log' ? dirname(path) : path;
}
