import { join } from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from './base/disposables';
import type { EngineOptions } from './rpc/engine';
import { registerCommands } from './vscode/commands/commands';
import { TableEditorProvider, tableEditorType } from './vscode/editor/tableEditorProvider';
import { registerTableFileSystem } from './vscode/editor/tableFileSystem';
import { EngineClient } from './vscode/engineClient';
import { NotebookController } from './vscode/notebook/notebookController';
import { registerNotebookSerializers } from './vscode/notebook/notebookSerializer';
import { NotebookSessions } from './vscode/notebook/notebookSessions';
import { showFailure } from './vscode/showFault';
import { TableTree, tableTreeId } from './vscode/tree/tableTree';
import { WorkspaceTables } from './vscode/tree/workspaceTables';

const engineIdleMs = 10 * 60_000;

/** Puts the parts together; nothing here decides anything. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
	const owned = new Disposables();
	context.subscriptions.push(owned);
	const log = owned.add(vscode.window.createOutputChannel('Delta Workbench', { log: true }));
	try {
		assemble(context, owned, log);
	} catch (error) {
		// VS Code itself does not tell the user when an extension fails to start.
		await showFailure(error, log);
		throw error;
	}
}

function assemble(context: vscode.ExtensionContext, owned: Disposables, log: vscode.LogOutputChannel): void {
	const engine = owned.add(
		new EngineClient({
			modulePath: context.asAbsolutePath(join('dist', 'engine.js')),
			engineOptions: () => engineOptions(context),
			onOutput: (line) => log.info(`engine: ${line}`),
			idleMs: engineIdleMs,
		}),
	);
	owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => engine.stop('the workspace is trusted')));
	const tables = owned.add(new WorkspaceTables(engine, log));
	const tree = owned.add(new TableTree(engine, tables, log));
	owned.add(vscode.window.createTreeView(tableTreeId, { treeDataProvider: tree, showCollapseAll: true }));
	owned.add(registerTableFileSystem());
	owned.add(
		vscode.window.registerCustomEditorProvider(
			tableEditorType,
			new TableEditorProvider(engine, context.extensionUri, log),
			{ supportsMultipleEditorsPerDocument: true },
		),
	);
	owned.add(registerNotebookSerializers());
	const sessions = owned.add(new NotebookSessions(engine, log));
	owned.add(new NotebookController(engine, sessions, log));
	owned.add(registerCommands({ engine, tables, tree, log }));
}

function engineOptions(context: vscode.ExtensionContext): EngineOptions {
	return {
		memoryLimit: vscode.workspace.getConfiguration('delta.engine').get<string>('memoryLimit', '2GB'),
		spillFolder: join(context.globalStorageUri.fsPath, 'spill', String(process.pid)),
		allowOutside: vscode.workspace.isTrusted,
	};
}
