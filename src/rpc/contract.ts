import {
	type CancellationToken,
	CancellationTokenSource,
	ErrorCodes,
	type MessageConnection,
	ProgressType,
	ResponseError,
} from 'vscode-jsonrpc/lib/common/api';
import type { Disposable } from '../base/disposables';
import { DeltaError, type Fault } from '../delta/fault';

/** A contract: an interface whose methods take one request object and answer with a promise. */
type Contract<T> = { readonly [K in keyof T]: (request: never) => Promise<unknown> };
type RequestOf<F> = F extends (request: infer R) => unknown ? R : never;
type ReplyOf<F> = F extends (request: never) => Promise<infer R> ? R : never;

/** What a handler gets beside its request. */
export interface CallContext {
	/** Aborts when the caller gives up or the connection closes. */
	readonly signal: AbortSignal;
	/** Tells the caller how far the work is; the value must be plain JSON. */
	report(progress: unknown): void;
}

/** The serving half of a contract. */
export type Handlers<T extends Contract<T>> = {
	readonly [K in keyof T]: (request: RequestOf<T[K]>, context: CallContext) => Promise<ReplyOf<T[K]>>;
};

export interface CallOptions<P = unknown> {
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: P) => void;
}

interface Envelope {
	readonly request: unknown;
	readonly progressToken?: number;
}

const progressType = new ProgressType<unknown>();
/** LSP's code for a request that its caller cancelled. */
const requestCancelled = -32800;

/** Answers the other side's calls until disposed, which also aborts the calls that still run. */
export function serveContract<T extends Contract<T>>(
	connection: MessageConnection,
	handlers: Handlers<T>,
): Disposable {
	const running = new Set<AbortController>();
	const registrations = Object.entries(
		handlers as Record<string, (request: unknown, context: CallContext) => Promise<unknown>>,
	).map(([method, handler]) =>
		connection.onRequest(method, async (envelope: Envelope, token: CancellationToken) => {
			const controller = new AbortController();
			const cancellation = token.onCancellationRequested(() => controller.abort());
			running.add(controller);
			try {
				return await handler(envelope.request, {
					signal: controller.signal,
					report: (progress) => {
						const { progressToken } = envelope;
						if (progressToken === undefined) return;
						// Who has gone away is told nothing; the call itself ends by the connection's end.
						connection.sendProgress(progressType, progressToken, progress).catch(() => undefined);
					},
				});
			} catch (error) {
				return toResponseError(error, controller.signal);
			} finally {
				cancellation.dispose();
				running.delete(controller);
			}
		}),
	);
	return {
		dispose() {
			for (const registration of registrations) registration.dispose();
			for (const controller of running) controller.abort();
		},
	};
}

/** Calls the other side of a connection by the methods of a contract. Every call settles. */
export class ContractClient<T extends Contract<T>, P = unknown> {
	readonly #connection: MessageConnection;
	#nextProgressToken = 0;

	constructor(connection: MessageConnection) {
		this.#connection = connection;
	}

	/**
	 * @throws {DeltaError} the fault that the handler threw.
	 * @throws the signal's reason when aborted, at once, without waiting for the other side.
	 */
	async call<K extends keyof T & string>(
		method: K,
		request: RequestOf<T[K]>,
		{ signal, onProgress }: CallOptions<P> = {},
	): Promise<ReplyOf<T[K]>> {
		signal?.throwIfAborted();
		const source = new CancellationTokenSource();
		const envelope: Envelope = onProgress
			? { request, progressToken: this.#nextProgressToken++ }
			: { request };
		const progress = onProgress
			? this.#connection.onProgress(progressType, envelope.progressToken ?? 0, (value) =>
					onProgress(value as P),
				)
			: undefined;
		let giveUp = () => {};
		try {
			return await new Promise<ReplyOf<T[K]>>((resolve, reject) => {
				giveUp = () => {
					source.cancel();
					reject(signal?.reason);
				};
				signal?.addEventListener('abort', giveUp);
				this.#connection
					.sendRequest<ReplyOf<T[K]>>(method, envelope, source.token)
					.then(resolve, (error: unknown) => reject(fromResponseError(error)));
			});
		} finally {
			signal?.removeEventListener('abort', giveUp);
			progress?.dispose();
			source.dispose();
		}
	}
}

function toResponseError(error: unknown, signal: AbortSignal): ResponseError<Fault | undefined> {
	if (signal.aborted) return new ResponseError(requestCancelled, 'cancelled');
	if (error instanceof DeltaError)
		return new ResponseError(ErrorCodes.InternalError, error.message, error.fault);
	return new ResponseError(
		ErrorCodes.InternalError,
		error instanceof Error ? (error.stack ?? error.message) : String(error),
	);
}

function fromResponseError(error: unknown): unknown {
	if (!(error instanceof ResponseError)) return error;
	if (error.code === requestCancelled) return new DOMException('cancelled', 'AbortError');
	return isFault(error.data) ? new DeltaError(error.data) : error;
}

function isFault(data: unknown): data is Fault {
	return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string';
}
