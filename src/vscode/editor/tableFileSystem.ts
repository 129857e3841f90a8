import * as vscode from 'vscode';
import { tableScheme } from './tableUri';

/** Lets VS Code `stat` the URI of a table, as it does before it opens an editor; there is nothing to read. */
const tableFileSystem: vscode.FileSystemProvider = {
	onDidChangeFile: () => ({ dispose() {} }),
	watch: () => ({ dispose() {} }),
	stat: () => ({
		type: vscode.FileType.File,
		ctime: 0,
		mtime: 0,
		size: 0,
		permissions: vscode.FilePermission.Readonly,
	}),
	readFile: () => new Uint8Array(),
	readDirectory: (uri) => {
		throw vscode.FileSystemError.FileNotADirectory(uri);
	},
	createDirectory: refuse,
	writeFile: refuse,
	delete: refuse,
	rename: refuse,
};

export function registerTableFileSystem(): vscode.Disposable {
	return vscode.workspace.registerFileSystemProvider(tableScheme, tableFileSystem, {
		isCaseSensitive: true,
		isReadonly: true,
	});
}

function refuse(uri: vscode.Uri): never {
	throw vscode.FileSystemError.NoPermissions(uri);
}
