/** A file of the log as a listing shows it. */
export interface LogEntry {
	/** Name inside `_delta_log`. */
	readonly name: string;
	readonly sizeInBytes: number;
	/** Milliseconds since 1970. */
	readonly modificationTimeMs: number;
}

/** What reading a log needs of the world: one table's `_delta_log`, listed and read. */
export interface LogStore {
	/** Where the table is, for messages. */
	readonly tablePath: string;
	/**
	 * The files directly inside `_delta_log`, ordered by name.
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
	/** The full location of a log file, for messages and for readers of Parquet. */
	locate(name: string): string;
}
