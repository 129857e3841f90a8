import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sampleTables } from '../sampleTables';
import { closeEditors, workspaceUri } from './workspace';

describe('Open Delta Table', () => {
	afterEach(closeEditors);

	it('opens a folder in the table editor', async () => {
		await vscode.commands.executeCommand('delta.openTable', workspaceUri(sampleTables.types.name));
		assert.deepEqual(openTables(), [`delta-table:${workspaceUri(sampleTables.types.name).path}`]);
	});

	it('opens the table of a _delta_log folder, once', async () => {
		await vscode.commands.executeCommand('delta.openTable', workspaceUri(sampleTables.types.name));
		await vscode.commands.executeCommand(
			'delta.openTable',
			workspaceUri(sampleTables.types.name, '_delta_log'),
		);
		assert.equal(openTables().length, 1);
	});
});

function openTables(): readonly string[] {
	return vscode.window.tabGroups.all
		.flatMap((group) => group.tabs)
		.map((tab) => tab.input)
		.filter((input) => input instanceof vscode.TabInputCustom)
		.map((input) => input.uri.toString(true));
}
