import 'vscode-jsonrpc/browser';
import type { MessageConnection } from 'vscode-jsonrpc/browser';
import { DeltaError, type Fault } from '../../src/delta/fault';
import { type Handlers, serveContract } from '../../src/rpc/contract';
import { acceptConnections, type MessagePipe } from '../../src/rpc/postMessageTransport';
import {
	type TableEditorEvent,
	type TableEditorHost,
	tableEditorEventMethod,
} from '../../src/rpc/tableEditor';
import { fixtureTable } from './fixtureTable';

/** What tests read and set. */
export interface FakeHost {
	readonly calls: { readonly method: string; readonly request: unknown }[];
	readonly copied: string[];
	/** Calls that were aborted before they were answered. */
	cancelled: number;
	delayMs: number;
	/** Faults that calls of a method answer with, until they are removed. */
	readonly faults: Partial<Record<keyof TableEditorHost, Fault>>;
	emit(event: TableEditorEvent): void;
}

declare global {
	var fakeHost: FakeHost;
	var acquireVsCodeApi: () => unknown;
}

const parameters = new URLSearchParams(location.search);
const table = fixtureTable(parameters.get('table') ?? 'orders', Number(parameters.get('rows') ?? 5_000_000));
const listeners = new Set<(message: unknown) => void>();
let connection: MessageConnection | undefined;

globalThis.fakeHost = {
	calls: [],
	copied: [],
	cancelled: 0,
	delayMs: Number(parameters.get('delay') ?? 5),
	faults: JSON.parse(parameters.get('faults') ?? '{}') as FakeHost['faults'],
	emit: (event) => void connection?.sendNotification(tableEditorEventMethod, event),
};

const handlers: Handlers<TableEditorHost> = {
	describe: ({ version }, { signal }) =>
		answer('describe', { version }, signal, () => table.describe(version ?? table.latestVersion)),
	countRows: ({ version }, { signal }) =>
		answer('countRows', { version }, signal, () => ({ rowCount: table.rowCount(version) })),
	readRows: ({ version, start, end }, { signal }) =>
		answer('readRows', { version, start, end }, signal, () => ({
			start,
			rows: table.rows(version, start, end),
		})),
	history: (request, { signal }) => answer('history', request, signal, () => table.history()),
	copyText: ({ text }, { signal }) =>
		answer('copyText', {}, signal, () => {
			globalThis.fakeHost.copied.push(text);
		}),
};

async function answer<T>(
	method: keyof TableEditorHost,
	request: unknown,
	signal: AbortSignal,
	make: () => T,
): Promise<T> {
	const host = globalThis.fakeHost;
	host.calls.push({ method, request });
	await new Promise((resolve) => setTimeout(resolve, host.delayMs));
	if (signal.aborted) {
		host.cancelled++;
		throw signal.reason;
	}
	const fault = host.faults[method];
	if (fault) throw new DeltaError(fault);
	return make();
}

/** Messages cross as VS Code sends them: as JSON, later. */
const pipe: MessagePipe = {
	post(message) {
		const copy: unknown = JSON.parse(JSON.stringify(message));
		setTimeout(() => window.postMessage(copy, '*'));
	},
	onMessage(listener) {
		listeners.add(listener);
		return { dispose: () => listeners.delete(listener) };
	},
};

acceptConnections(pipe, (accepted) => {
	connection = accepted;
	return serveContract(accepted, handlers);
});

const stateKey = 'webview state';
globalThis.acquireVsCodeApi = () => ({
	postMessage(message: unknown) {
		const copy: unknown = JSON.parse(JSON.stringify(message));
		setTimeout(() => {
			for (const listener of listeners) listener(copy);
		});
	},
	getState: (): unknown => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null'),
	setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
});
