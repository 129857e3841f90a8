import type { Writable } from 'node:stream';

/** Statements that are done sooner than this show nothing. */
const patienceMs = 1000;

/** One line of a terminal that tells how far a statement is. */
export class ProgressLine {
	readonly #terminal: Writable;
	readonly #now: () => number;
	#begun: number | undefined;
	#shown = '';

	/** @param now milliseconds of any clock. */
	constructor(terminal: Writable, now: () => number) {
		this.#terminal = terminal;
		this.#now = now;
	}

	/** A statement begins. */
	begin(): void {
		this.#begun = this.#now();
	}

	/** @param percentage from 0 to 100. */
	report(percentage: number): void {
		if (this.#begun === undefined || this.#now() - this.#begun < patienceMs) return;
		this.#show(`${Math.floor(percentage)} %`);
	}

	/** The statement has rows or is done: the line goes, and stays away until the next one begins. */
	end(): void {
		this.#begun = undefined;
		this.#show('');
	}

	#show(text: string): void {
		if (text === this.#shown) return;
		this.#shown = text;
		this.#terminal.write(`\r\x1b[K${text}`);
	}
}
