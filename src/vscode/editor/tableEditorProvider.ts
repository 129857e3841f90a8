import * as vscode from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { type Disposable, Disposables } from '../../base/disposables';
import { type Handlers, serveContract } from '../../rpc/contract';
import type { TableAt } from '../../rpc/engine';
import { acceptConnections, type MessagePipe } from '../../rpc/postMessageTransport';
import { type TableEditorEvent, type TableEditorHost, tableEditorEventMethod } from '../../rpc/tableEditor';
import type { Engine } from '../engineClient';
import { isCancellation } from '../showFault';
import { asRequestedVersion, clampRowRange } from './rowRange';
import { tableEditorHtml } from './tableEditorHtml';
import { tableOfUri } from './tableUri';

export const tableEditorType = 'delta.table';

/** Log files come in bursts. */
const settleMs = 300;

interface TableDocument extends vscode.CustomDocument {
	readonly table: TableAt;
}

/** Opens a table in a webview. All state of the view is the webview's own; rows are read again after it was hidden. */
export class TableEditorProvider implements vscode.CustomReadonlyEditorProvider<TableDocument> {
	readonly #engine: Engine;
	readonly #log: vscode.LogOutputChannel;
	/** The folder dist/webview of the extension. */
	readonly #resources: vscode.Uri;

	constructor(engine: Engine, extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
		this.#engine = engine;
		this.#log = log;
		this.#resources = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
	}

	openCustomDocument(uri: vscode.Uri): TableDocument {
		const table = tableOfUri(uri);
		if (table === undefined)
			throw new Error(vscode.l10n.t('{0} is not the address of a Delta table.', uri.toString()));
		return { uri, table, dispose() {} };
	}

	resolveCustomEditor({ table }: TableDocument, panel: vscode.WebviewPanel): void {
		const { webview } = panel;
		webview.options = { enableScripts: true, localResourceRoots: [this.#resources] };
		const owned = new Disposables();
		panel.onDidDispose(() => owned.dispose());
		const shown: { version?: number; connection?: MessageConnection } = {};
		owned.add(
			acceptConnections(pipeOf(webview), (connection) => {
				shown.connection = connection;
				return serveContract(connection, this.#handlers(table, shown));
			}),
		);
		owned.add(watchLog(table.path, () => void this.#tellOfNewVersion(table, shown)));
		webview.html = tableEditorHtml({
			cspSource: webview.cspSource,
			uriOf: (name) => webview.asWebviewUri(vscode.Uri.joinPath(this.#resources, name)).toString(),
		});
	}

	#handlers(table: TableAt, shown: { version?: number }): Handlers<TableEditorHost> {
		const { path } = table;
		const engine = this.#engine;
		return {
			async describe(request, { signal }) {
				const version = asRequestedVersion(request?.version) ?? table.version;
				const at = version === undefined ? { path } : { path, version };
				const description = await engine.call('describeTable', at, { signal });
				shown.version = description.version;
				return description;
			},
			async countRows(request, { signal }) {
				const { rowCount } = await engine.call('countRows', at(path, request?.version), { signal });
				return { rowCount };
			},
			readRows: (request, { signal }) =>
				engine.call(
					'readRows',
					{ ...at(path, request?.version), ...clampRowRange(request?.start, request?.end) },
					{ signal },
				),
			history: (_request, { signal }) => engine.call('tableHistory', { path }, { signal }),
			async copyText(request) {
				await vscode.env.clipboard.writeText(String(request?.text ?? ''));
			},
		};
	}

	async #tellOfNewVersion(
		{ path }: TableAt,
		shown: { version?: number; connection?: MessageConnection },
	): Promise<void> {
		if (shown.version === undefined || shown.connection === undefined) return;
		try {
			const { version: latestVersion } = await this.#engine.call('describeTable', { path });
			if (latestVersion === shown.version) return;
			const event: TableEditorEvent = { type: 'tableChanged', latestVersion };
			await shown.connection.sendNotification(tableEditorEventMethod, event);
		} catch (error) {
			// The editor still shows the version it has; its next own request says what is wrong.
			if (!isCancellation(error)) this.#log.warn(`${path}: ${error}`);
		}
	}
}

/** @throws {Error} for a request of a webview that names no version. */
function at(path: string, requested: unknown): { readonly path: string; readonly version: number } {
	const version = asRequestedVersion(requested);
	if (version === undefined) throw new Error(`not a version: ${String(requested)}`);
	return { path, version };
}

function pipeOf(webview: vscode.Webview): MessagePipe {
	return {
		post: (message) => void webview.postMessage(message),
		onMessage: (listener) => webview.onDidReceiveMessage(listener),
	};
}

function watchLog(tablePath: string, onChange: () => void): Disposable {
	const watcher = vscode.workspace.createFileSystemWatcher(
		new vscode.RelativePattern(vscode.Uri.file(tablePath), '_delta_log/*.json'),
	);
	let settling: NodeJS.Timeout | undefined;
	const changed = () => {
		clearTimeout(settling);
		settling = setTimeout(onChange, settleMs);
	};
	watcher.onDidCreate(changed);
	watcher.onDidChange(changed);
	watcher.onDidDelete(changed);
	return {
		dispose() {
			clearTimeout(settling);
			watcher.dispose();
		},
	};
}
