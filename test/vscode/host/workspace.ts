import * as vscode from 'vscode';

export const extensionId = 'delta-workbench.delta-workbench';

/** The extension as VS Code knows it. */
export function extension(): vscode.Extension<unknown> {
	const found = vscode.extensions.getExtension(extensionId);
	if (found === undefined) throw new Error(`${extensionId} is not installed`);
	return found;
}

/** A file or folder of the opened workspace, which is a copy of the samples. */
export function workspaceUri(...segments: readonly string[]): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	if (folder === undefined) throw new Error('no folder is open');
	return vscode.Uri.joinPath(folder.uri, ...segments);
}

export async function closeEditors(): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
