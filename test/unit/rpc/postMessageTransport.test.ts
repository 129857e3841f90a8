import 'vscode-jsonrpc/node';
import { describe, expect, it } from 'vitest';
import type { Disposable } from '../../../src/base/disposables';
import { DeltaError } from '../../../src/delta/fault';
import { ContractClient, type Handlers, serveContract } from '../../../src/rpc/contract';
import { acceptConnections, type MessagePipe, openConnection } from '../../../src/rpc/postMessageTransport';

interface Echo {
	echo(request: { readonly text: string }): Promise<{ readonly text: string }>;
	fail(request: Record<string, never>): Promise<void>;
	hang(request: Record<string, never>): Promise<void>;
}

/** Two ends that pass messages through JSON, later, as a webview does. */
function pipe(): { readonly webview: MessagePipe; readonly host: MessagePipe } {
	const listeners = { webview: new Set<(m: unknown) => void>(), host: new Set<(m: unknown) => void>() };
	const end = (own: 'webview' | 'host', other: 'webview' | 'host'): MessagePipe => ({
		post(message) {
			const text = JSON.stringify(message);
			queueMicrotask(() => {
				for (const listener of [...listeners[other]]) listener(JSON.parse(text));
			});
		},
		onMessage(listener): Disposable {
			listeners[own].add(listener);
			return { dispose: () => listeners[own].delete(listener) };
		},
	});
	return { webview: end('webview', 'host'), host: end('host', 'webview') };
}

const aborted: string[] = [];
const handlers: Handlers<Echo> = {
	echo: async ({ text }) => ({ text }),
	fail: async () => {
		throw new DeltaError({
			code: 'tableNotFound',
			name: 't',
			position: { line: 1, column: 1 },
			suggestions: [],
		});
	},
	hang: (_request, { signal }) =>
		new Promise((_resolve, reject) =>
			signal.addEventListener('abort', () => {
				aborted.push('hang');
				reject(signal.reason);
			}),
		),
};

function client(end: MessagePipe): ContractClient<Echo> {
	const connection = openConnection(end);
	connection.listen();
	return new ContractClient<Echo>(connection);
}

describe('the transport over postMessage', () => {
	it('carries requests and replies', async () => {
		const { webview, host } = pipe();
		acceptConnections(host, (connection) => serveContract(connection, handlers));
		expect(await client(webview).call('echo', { text: 'a' })).toEqual({ text: 'a' });
	});

	it('carries faults as data', async () => {
		const { webview, host } = pipe();
		acceptConnections(host, (connection) => serveContract(connection, handlers));
		await expect(client(webview).call('fail', {})).rejects.toMatchObject({
			fault: { code: 'tableNotFound', name: 't' },
		});
	});

	it('aborts what an earlier webview asked for when the next one starts', async () => {
		aborted.length = 0;
		const { webview, host } = pipe();
		acceptConnections(host, (connection) => serveContract(connection, handlers));
		client(webview)
			.call('hang', {})
			.catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(aborted).toEqual([]);
		expect(await client(webview).call('echo', { text: 'second' })).toEqual({ text: 'second' });
		expect(aborted).toEqual(['hang']);
	});

	it('does not deliver an answer to the former webview to the present one', async () => {
		const { webview, host } = pipe();
		const waiting: (() => void)[] = [];
		acceptConnections(host, (connection) =>
			serveContract<Echo>(connection, {
				...handlers,
				echo: async ({ text }) => {
					if (text === 'slow') await new Promise<void>((resolve) => waiting.push(resolve));
					return { text };
				},
			}),
		);
		void client(webview).call('echo', { text: 'slow' });
		await new Promise((resolve) => setTimeout(resolve, 10));
		const second = client(webview);
		const reply = second.call('echo', { text: 'fast' });
		for (const release of waiting) release();
		expect(await reply).toEqual({ text: 'fast' });
	});

	it('drops what is no message of its own', async () => {
		const { webview, host } = pipe();
		let connections = 0;
		acceptConnections(host, (connection) => {
			connections++;
			return serveContract(connection, handlers);
		});
		for (const noise of [null, 1, 'x', {}, { channel: 1, message: {} }, { channel: 'a', message: null }])
			webview.post(noise);
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(connections).toBe(0);
	});
});
