import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import type { EngineClient } from '../engineClient';
import { showFailure } from '../showFault';
import type { TableTree } from '../tree/tableTree';
import type { TableNode, TreeNode, VersionNode } from '../tree/treeNode';
import type { WorkspaceTables } from '../tree/workspaceTables';
import { chooseVersion } from './chooseVersion';
import { newNotebook } from './newNotebook';
import { openTable } from './openTable';
import { chooseTable, tablePathOf } from './tableArgument';

/** What a command may use; made once, by the extension. */
export interface CommandContext {
	readonly engine: EngineClient;
	readonly tables: WorkspaceTables;
	readonly tree: TableTree;
	readonly log: vscode.LogOutputChannel;
}

/** The arguments are a menu's: a node of the tree, a folder of the explorer, or nothing. */
type Command = (context: CommandContext, ...args: never[]) => Promise<void>;

/** Every command; the ids are exactly those of `contributes.commands`, which a test compares. */
export const commands = {
	'delta.openTable': async ({ tables }, target?: TreeNode | vscode.Uri) => {
		const path = tablePathOf(target) ?? (await chooseTable(tables));
		if (path !== undefined) await openTable({ path });
	},
	'delta.openVersion': ({ engine, tables }, target?: VersionNode | TableNode) =>
		openVersion(engine, tables, target),
	'delta.refreshTables': async ({ tables }) => tables.refresh(),
	'delta.refreshTable': async ({ tree, tables }, node?: TreeNode) => {
		if (node?.kind === 'table') tree.refreshTable(node);
		else tables.refresh();
	},
	'delta.stopSearch': async ({ tables }) => tables.stop(),
	'delta.loadMoreVersions': async ({ tree }, node?: TreeNode) => {
		if (node?.kind === 'moreVersions') tree.loadMoreVersions(node.of);
	},
	'delta.copyTablePath': async ({ tables }, target?: TreeNode | vscode.Uri) => {
		const path = tablePathOf(target) ?? (await chooseTable(tables));
		if (path !== undefined) await vscode.env.clipboard.writeText(path);
	},
	'delta.newNotebook': async (_context, target?: TreeNode | vscode.Uri) => newNotebook(target),
	'delta.restartEngine': async ({ engine }) => {
		engine.stop('it was restarted by a command');
		void vscode.window.setStatusBarMessage(
			vscode.l10n.t('The Delta engine was stopped; it starts again with your next action.'),
			5000,
		);
	},
	'delta.showLog': async ({ log }) => log.show(),
} satisfies Record<`delta.${string}`, Command>;

/** Registers every command, with one way of reporting failures for all of them. */
export function registerCommands(context: CommandContext): Disposable {
	const registered = new Disposables();
	for (const [id, run] of Object.entries<Command>(commands)) {
		const invoke = (...args: never[]) =>
			run(context, ...args).catch((error: unknown) => showFailure(error, context.log));
		registered.add(vscode.commands.registerCommand(id, invoke));
	}
	return registered;
}

async function openVersion(
	engine: EngineClient,
	tables: WorkspaceTables,
	target: VersionNode | TableNode | undefined,
): Promise<void> {
	if (target?.kind === 'version') {
		await openTable({ path: target.of.table.path, version: target.entry.version });
		return;
	}
	const path = tablePathOf(target) ?? (await chooseTable(tables));
	if (path === undefined) return;
	const version = await chooseVersion(engine, path);
	if (version !== undefined) await openTable({ path, version });
}
