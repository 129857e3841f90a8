import 'vscode-jsonrpc/browser';
import type { Disposable } from '../../src/base/disposables';
import { ContractClient } from '../../src/rpc/contract';
import { type MessagePipe, openConnection } from '../../src/rpc/postMessageTransport';
import {
	type TableEditorEvent,
	type TableEditorHost,
	tableEditorEventMethod,
} from '../../src/rpc/tableEditor';

/** The extension host as the webview sees it. */
export interface TableHost {
	readonly client: ContractClient<TableEditorHost>;
	onEvent(listener: (event: TableEditorEvent) => void): Disposable;
}

export function connectTableHost(post: (message: unknown) => void): TableHost {
	const pipe: MessagePipe = {
		post,
		onMessage(listener) {
			const receive = (event: MessageEvent) => listener(event.data);
			window.addEventListener('message', receive);
			return { dispose: () => window.removeEventListener('message', receive) };
		},
	};
	const connection = openConnection(pipe);
	const listeners = new Set<(event: TableEditorEvent) => void>();
	connection.onNotification(tableEditorEventMethod, (event: TableEditorEvent) => {
		for (const listener of listeners) listener(event);
	});
	connection.listen();
	return {
		client: new ContractClient<TableEditorHost>(connection),
		onEvent(listener) {
			listeners.add(listener);
			return { dispose: () => listeners.delete(listener) };
		},
	};
}
