import * as vscode from 'vscode';
import { notebookType } from '../notebook/notebookSerializer';
import { selectStatement } from '../notebook/selectStatement';
import type { TreeNode } from '../tree/treeNode';
import { tablePathOf } from './tableArgument';

/** Opens an untitled notebook: with a query of the table or version that it is started from, or with an empty cell. */
export async function newNotebook(target: TreeNode | vscode.Uri | undefined): Promise<void> {
	const path = tablePathOf(target);
	const version =
		target && !(target instanceof vscode.Uri) && target.kind === 'version' ? target.entry.version : undefined;
	const sql = path === undefined ? '' : selectStatement(path, version);
	const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, sql, 'sql');
	const notebook = await vscode.workspace.openNotebookDocument(notebookType, new vscode.NotebookData([cell]));
	await vscode.window.showNotebookDocument(notebook);
}
