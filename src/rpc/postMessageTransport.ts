import {
	AbstractMessageReader,
	AbstractMessageWriter,
	createMessageConnection,
	type DataCallback,
	type Message,
	type MessageConnection,
	type MessageReader,
	type MessageWriter,
	type Disposable as RpcDisposable,
} from 'vscode-jsonrpc/lib/common/api';
import type { Disposable } from '../base/disposables';

/** A two-way pipe of structured-clone values: a webview panel on one side, `acquireVsCodeApi()` on the other. */
export interface MessagePipe {
	post(message: unknown): void;
	onMessage(listener: (message: unknown) => void): Disposable;
}

/**
 * What is posted. A webview that was hidden starts again from nothing, with the same request ids; the channel, new
 * for each start, keeps an answer to the former one from passing for an answer to the present one.
 */
interface Packet {
	readonly channel: string;
	readonly message: Message;
}

/**
 * Opens a connection from the side that comes and goes, the webview. The caller calls `listen()` on it, and has
 * imported `vscode-jsonrpc/browser` (or `/node`), which gives the library its timers.
 */
export function openConnection(pipe: MessagePipe): MessageConnection {
	const channel = crypto.getRandomValues(new Uint32Array(4)).join('-');
	return createMessageConnection(new PipeReader(pipe, channel), new PipeWriter(pipe, channel));
}

/**
 * Serves the side that stays, the extension host: `serve` gets a connection, already listening, each time the other
 * side starts; what it returns is disposed with the connection when the next one starts, or at the end.
 */
export function acceptConnections(
	pipe: MessagePipe,
	serve: (connection: MessageConnection) => Disposable,
): Disposable {
	let current: { readonly channel: string; readonly reader: PipeReader; dispose(): void } | undefined;
	const accept = (channel: string) => {
		const reader = new PipeReader(undefined, channel);
		const connection = createMessageConnection(reader, new PipeWriter(pipe, channel));
		const served = serve(connection);
		connection.listen();
		return {
			channel,
			reader,
			dispose() {
				served.dispose();
				connection.dispose();
			},
		};
	};
	const subscription = pipe.onMessage((packet) => {
		if (!isPacket(packet)) return;
		if (current?.channel !== packet.channel) {
			current?.dispose();
			current = accept(packet.channel);
		}
		current.reader.receive(packet);
	});
	return {
		dispose() {
			subscription.dispose();
			current?.dispose();
			current = undefined;
		},
	};
}

class PipeReader extends AbstractMessageReader implements MessageReader {
	readonly #pipe: MessagePipe | undefined;
	readonly #channel: string;
	#callback: DataCallback | undefined;

	constructor(pipe: MessagePipe | undefined, channel: string) {
		super();
		this.#pipe = pipe;
		this.#channel = channel;
	}

	listen(callback: DataCallback): RpcDisposable {
		this.#callback = callback;
		const subscription = this.#pipe?.onMessage((packet) => this.receive(packet));
		return {
			dispose: () => {
				this.#callback = undefined;
				subscription?.dispose();
			},
		};
	}

	receive(packet: unknown): void {
		if (isPacket(packet) && packet.channel === this.#channel) this.#callback?.(packet.message);
	}
}

class PipeWriter extends AbstractMessageWriter implements MessageWriter {
	readonly #pipe: MessagePipe;
	readonly #channel: string;

	constructor(pipe: MessagePipe, channel: string) {
		super();
		this.#pipe = pipe;
		this.#channel = channel;
	}

	async write(message: Message): Promise<void> {
		this.#pipe.post({ channel: this.#channel, message } satisfies Packet);
	}

	end(): void {}
}

function isPacket(value: unknown): value is Packet {
	if (typeof value !== 'object' || value === null || !('channel' in value) || !('message' in value))
		return false;
	const { channel, message } = value;
	return (
		typeof channel === 'string' && typeof message === 'object' && message !== null && 'jsonrpc' in message
	);
}
