import * as vscode from 'vscode';
import { selectStatement } from '../notebook/selectStatement';
import type { TreeNode } from '../tree/treeNode';
import { tablePathOf } from './tableArgument';

/** Opens an untitled notebook: with a query of the table or version that it is started from, or with an empty cell. */
export async function newNotebook(target: TreeNode | vscode.Uri | undefined): Promise<void> {
	const path = tablePathOf(target);
	const version =
		target && !(target instanceof vscode.Uri) && target.kind === 'version' ? target.entry.version : undefined;
	const sql = path === undefined ? '' : selectStatement(path, version);
	const notebook = await vscode.workspace.openNotebookDocument(untitledUri());
	const edit = new vscode.WorkspaceEdit();
	edit.set(notebook.uri, [
		vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(0, notebook.cellCount), [
			new vscode.NotebookCellData(vscode.NotebookCellKind.Code, sql, 'sql'),
		]),
	]);
	await vscode.workspace.applyEdit(edit);
	await vscode.window.showNotebookDocument(notebook);
}

/** With our own ending: by its type alone VS Code would name it `.sql`, which does not open as a notebook again. */
function untitledUri(): vscode.Uri {
	const taken = new Set(vscode.workspace.notebookDocuments.map(({ uri }) => uri.toString()));
	for (let number = 1; ; number++) {
		const uri = vscode.Uri.from({ scheme: 'untitled', path: `Untitled-${number}.delta.sql` });
		if (!taken.has(uri.toString())) return uri;
	}
}
