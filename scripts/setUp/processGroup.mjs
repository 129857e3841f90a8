import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** @type {Set<ProcessGroup>} */
const running = new Set();

/** A process with everything that it starts, ended together, and at the latest when this process ends. */
export class ProcessGroup {
	#child;

	/**
	 * @param {string} command
	 * @param {readonly string[]} args
	 * @param {{ env: NodeJS.ProcessEnv, output: number | 'inherit' }} options `output` is a file descriptor for both streams.
	 */
	constructor(command, args, { env, output }) {
		this.#child = spawn(command, args, { env, stdio: ['ignore', output, output], detached: true });
		running.add(this);
		endWithThisProcess();
	}

	/** `undefined` when the command could not be started. */
	get pid() {
		return this.#child.pid;
	}

	get hasEnded() {
		return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
	}

	/** How the first process ended: its exit code or a signal's name. */
	get ending() {
		return this.#child.signalCode ?? this.#child.exitCode;
	}

	/** @returns {Promise<void>} settles when the first process has ended by itself. */
	async ended() {
		if (!this.hasEnded) await new Promise((resolve) => this.#child.once('exit', resolve));
	}

	/** Asks the group to end, and makes it after three seconds. */
	async stop() {
		this.#signal('SIGTERM');
		for (let waited = 0; waited < 3000 && !this.hasEnded; waited += 50) await sleep(50);
		this.kill();
	}

	kill() {
		this.#signal('SIGKILL');
		running.delete(this);
	}

	/** @param {NodeJS.Signals} signal */
	#signal(signal) {
		if (this.#child.pid === undefined) return;
		try {
			process.kill(-this.#child.pid, signal);
		} catch (error) {
			// The group is empty.
			if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
		}
	}
}

let isWatching = false;

function endWithThisProcess() {
	if (isWatching) return;
	isWatching = true;
	process.on('exit', killAll);
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

function killAll() {
	for (const group of running) group.kill();
}
