import * as vscode from 'vscode';
import type { TableAt } from '../../rpc/engine';
import { tableEditorType } from '../editor/tableEditorProvider';
import { tableUri } from '../editor/tableUri';

/** Opens the editor of a table, or reveals the one that is open. */
export async function openTable(table: TableAt): Promise<void> {
	await vscode.commands.executeCommand('vscode.openWith', tableUri(table), tableEditorType);
}
