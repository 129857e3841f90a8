import type { StructType } from '../delta/schema';
import type { EpochMillis } from '../delta/units';
import type { Database, RunOptions } from '../duckdb/database';
import type { ObjectStore } from '../storage/objectStore';

/** What every writer of tables works with. */
export interface WriterContext {
	/** Where the names of a source are valid; it may write below the table's folder. */
	readonly database: Database;
	/** Where commits are put. */
	readonly store: ObjectStore;
	/** A new random UUID. */
	readonly newId: () => string;
	readonly now: () => EpochMillis;
}

/** The rows to write, as a query. */
export interface WriteSource {
	/** DuckDB text. */
	readonly sql: string;
	/** Its columns, in order. */
	readonly schema: StructType;
	/** What `getvariable` gives while it runs. */
	readonly variables?: NonNullable<RunOptions['variables']>;
}

export interface WriteOptions {
	readonly signal: AbortSignal;
	/** Gets a percentage from 0 to 100, where it is known. */
	readonly onProgress?: (percentage: number) => void;
}
