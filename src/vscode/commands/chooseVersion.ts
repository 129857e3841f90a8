import * as vscode from 'vscode';
import type { Engine } from '../engineClient';

/** Asks for a version of a table; `undefined` when the user gives up, which also ends the reading of the log. */
export async function chooseVersion(engine: Engine, path: string): Promise<number | undefined> {
	const controller = new AbortController();
	const items = engine.call('tableHistory', { path }, { signal: controller.signal }).then((entries) =>
		entries.map((entry) => ({
			label: vscode.l10n.t('Version {0}', entry.version),
			description: entry.operation,
			detail: new Date(entry.timestampMs).toLocaleString(vscode.env.language),
			version: entry.version,
		})),
	);
	try {
		const chosen = await vscode.window.showQuickPick(items, {
			placeHolder: vscode.l10n.t('Version to open'),
			matchOnDescription: true,
		});
		return chosen?.version;
	} finally {
		controller.abort();
	}
}
