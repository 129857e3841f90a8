import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../until';
import { closeEditors, extension, workspaceUri } from './workspace';

// Mocha takes the files in the order of their names, so that nothing has used the extension before.
describe('activation', () => {
	after(closeEditors);

	it('comes by itself in a folder with Delta tables, for the menu of the explorer', async () => {
		await until('the extension is active', () => extension().isActive);
	});

	it('opens plain SQL as text', async () => {
		const file = workspaceUri('query.sql');
		await vscode.workspace.fs.writeFile(file, Buffer.from('SELECT 1'));
		await vscode.commands.executeCommand('vscode.open', file);
		const { activeTab } = vscode.window.tabGroups.activeTabGroup;
		assert.ok(activeTab?.input instanceof vscode.TabInputText);
	});

	it('registers every command of the manifest', async () => {
		await extension().activate();
		const { contributes } = extension().packageJSON as {
			contributes: { commands: readonly { command: string }[] };
		};
		const registered = new Set(await vscode.commands.getCommands(true));
		const missing = contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
		assert.deepEqual(missing, []);
		assert.ok(contributes.commands.length > 0);
	});
});
