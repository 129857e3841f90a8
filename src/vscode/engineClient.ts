import { type ChildProcess, fork } from 'node:child_process';
import {
	createMessageConnection,
	IPCMessageReader,
	IPCMessageWriter,
	type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Disposable } from '../base/disposables';
import { DeltaError } from '../delta/fault';
import { type CallOptions, ContractClient } from '../rpc/contract';
import type { EngineApi, EngineOptions, EngineProgress } from '../rpc/engine';

export interface EngineClientOptions {
	/** Absolute path of the engine's bundle. */
	readonly modulePath: string;
	/** Asked at every start, so that a changed setting counts from the next start on. */
	readonly engineOptions: () => EngineOptions;
	/** Gets what the engine prints, a line at a time. */
	readonly onOutput: (line: string) => void;
	/** How long the process stays without a call and without a session. */
	readonly idleMs: number;
}

type EngineRequest<K extends keyof EngineApi> = Parameters<EngineApi[K]>[0];
type EngineReply<K extends keyof EngineApi> = Awaited<ReturnType<EngineApi[K]>>;

/** What the extension's parts need of the engine. */
export interface Engine {
	/** Counts the starts; sessions belong to the run that opened them. */
	readonly run: number;
	/** Whether the process of that run is alive. */
	readonly isRunning: boolean;
	/**
	 * @throws {DeltaError} the engine's fault, or `engineStopped` when its process ended before it answered.
	 * @throws the signal's reason when aborted.
	 */
	call<K extends keyof EngineApi & string>(
		method: K,
		request: EngineRequest<K>,
		options?: CallOptions<EngineProgress>,
	): Promise<EngineReply<K>>;
}

/** The engine process: started by the first call, and again by the first call after it ended. */
export class EngineClient implements Engine, Disposable {
	readonly #options: EngineClientOptions;
	#process: EngineProcess | undefined;
	#run = 0;
	#disposed = false;

	constructor(options: EngineClientOptions) {
		this.#options = options;
	}

	get run(): number {
		return this.#run;
	}

	get isRunning(): boolean {
		return this.#process !== undefined && this.#process.endReason === undefined;
	}

	async call<K extends keyof EngineApi & string>(
		method: K,
		request: EngineRequest<K>,
		options: CallOptions<EngineProgress> = {},
	): Promise<EngineReply<K>> {
		options.signal?.throwIfAborted();
		const engine = this.#running();
		const work = engine.beginWork();
		try {
			const reply = await (engine.client.call(method, request as never, options) as Promise<EngineReply<K>>);
			if (method === 'openSession') engine.sessions++;
			if (method === 'closeSession') engine.sessions--;
			return reply;
		} catch (error) {
			if (error instanceof DeltaError || options.signal?.aborted || engine.endReason === undefined)
				throw error;
			throw new DeltaError({ code: 'engineStopped', reason: engine.endReason }, { cause: error });
		} finally {
			work.dispose();
		}
	}

	/** Ends the process; calls that run reject with `engineStopped`. */
	stop(reason: string): void {
		this.#process?.stop(reason);
	}

	dispose(): void {
		this.#disposed = true;
		this.stop('the extension was stopped');
	}

	#running(): EngineProcess {
		if (this.#disposed) throw new DeltaError({ code: 'engineStopped', reason: 'the extension was stopped' });
		if (this.#process === undefined || !this.isRunning) {
			this.#run++;
			this.#process = new EngineProcess(this.#options);
		}
		return this.#process;
	}
}

class EngineProcess {
	readonly client: ContractClient<EngineApi, EngineProgress>;
	readonly #child: ChildProcess;
	readonly #connection: MessageConnection;
	readonly #idleMs: number;
	#calls = 0;
	#idle: NodeJS.Timeout | undefined;
	#endReason: string | undefined;
	/** Sessions that are open; they live in the process, so it stays while there are any. */
	sessions = 0;

	constructor({ modulePath, engineOptions, onOutput, idleMs }: EngineClientOptions) {
		this.#idleMs = idleMs;
		this.#child = fork(modulePath, [], {
			serialization: 'advanced',
			env: engineEnvironment(engineOptions()),
			// The host's own flags may open an inspector port, which only one process can have.
			execArgv: [],
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		forwardLines(this.#child.stdout, onOutput);
		forwardLines(this.#child.stderr, onOutput);
		this.#child.once('error', (error) => this.#end(error.message));
		this.#child.once('exit', (code, signal) =>
			this.#end(signal === null ? `exit code ${code}` : `ended by ${signal}`),
		);
		this.#connection = createMessageConnection(
			new IPCMessageReader(this.#child),
			new IPCMessageWriter(this.#child),
		);
		this.#connection.onError(([error]) => onOutput(`engine connection: ${error.message}`));
		this.#connection.listen();
		this.client = new ContractClient(this.#connection);
	}

	/** Why the process ended; `undefined` while it runs. */
	get endReason(): string | undefined {
		return this.#endReason;
	}

	/** Keeps the process from idling out until the result is disposed. */
	beginWork(): Disposable {
		this.#calls++;
		clearTimeout(this.#idle);
		return {
			dispose: () => {
				this.#calls--;
				if (this.#calls > 0 || this.sessions > 0 || this.#endReason !== undefined) return;
				this.#idle = setTimeout(() => this.stop('it was not used'), this.#idleMs);
			},
		};
	}

	stop(reason: string): void {
		this.#end(reason);
		this.#child.kill('SIGKILL');
	}

	#end(reason: string): void {
		if (this.#endReason !== undefined) return;
		this.#endReason = reason;
		clearTimeout(this.#idle);
		// Rejects whatever still waits for an answer.
		this.#connection.dispose();
	}
}

function engineEnvironment(options: EngineOptions): NodeJS.ProcessEnv {
	const { NODE_OPTIONS: _, VSCODE_INSPECTOR_OPTIONS: __, ...inherited } = process.env;
	return {
		...inherited,
		// The desktop's extension host runs in Electron, whose binary is a Node only when told so.
		ELECTRON_RUN_AS_NODE: '1',
		DELTA_ENGINE_OPTIONS: JSON.stringify(options),
	};
}

function forwardLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
	let rest = '';
	stream?.setEncoding('utf8');
	stream?.on('data', (chunk: string) => {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) onLine(line);
	});
	stream?.on('end', () => {
		if (rest !== '') onLine(rest);
	});
}
