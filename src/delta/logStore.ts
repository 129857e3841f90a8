import type { EpochMillis } from './units';

/**
 * A file of the log as a listing shows it.
 *
 * Size and time are there only where the listing gives them for free (cloud stores do, a local folder does not: a
 * call per file would make a listing of 10,000 commits several times slower). `LogStore.stat` always has them.
 */
export interface LogEntry {
	/** Name inside `_delta_log`. */
	readonly name: string;
	readonly sizeInBytes?: number;
	readonly modificationTimeMs?: EpochMillis;
}

export interface LogFileStat {
	readonly sizeInBytes: number;
	readonly modificationTimeMs: EpochMillis;
}

/** What reading a log needs of the world: one table's `_delta_log`, listed and read. */
export interface LogStore {
	/** Where the table is: a full location in the store's own form, not percent-encoded. */
	readonly tablePath: string;
	/**
	 * The files directly inside `_delta_log`, ordered by name (as UTF-8 bytes).
	 *
	 * @param startFrom only names that are not less than this one.
	 * @returns `undefined` when there is no `_delta_log`.
	 */
	list(options: {
		readonly startFrom?: string;
		readonly signal: AbortSignal;
	}): Promise<readonly LogEntry[] | undefined>;
	/** @returns the text of a file, or `undefined` when it does not exist. */
	readText(name: string, options: { readonly signal: AbortSignal }): Promise<string | undefined>;
	/** @returns `undefined` when the file does not exist. */
	stat(name: string, options: { readonly signal: AbortSignal }): Promise<LogFileStat | undefined>;
	/** The full location of a log file, for messages and for readers of Parquet. */
	locate(name: string): string;
}
