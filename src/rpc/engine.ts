import type { Fault } from '../delta/fault';
import type { WireColumn, WireRow } from './values';

/** A table at one version, or at its latest when `version` is absent. */
export interface TableAt {
	/** Absolute path of the folder that holds `_delta_log`. */
	readonly path: string;
	readonly version?: number;
}

export interface FoundTable {
	readonly path: string;
	/** The name that SQL knows it by: its folder's, relative to the searched folder. */
	readonly name: string;
	/** Why the search could not look into this folder; absent for tables. */
	readonly problem?: Fault;
}

export interface TableDescription {
	readonly path: string;
	readonly name: string;
	readonly version: number;
	readonly columns: readonly SchemaColumn[];
	readonly partitionColumns: readonly string[];
	readonly properties: Readonly<Record<string, string>>;
	readonly description?: string;
	readonly protocol: {
		readonly minReaderVersion: number;
		readonly minWriterVersion: number;
		readonly features: readonly string[];
	};
	readonly numFiles: number;
	readonly sizeInBytes: number;
	/** ISO 8601, UTC; absent when the metadata does not say it. */
	readonly createdAt?: string;
}

/** A column with the fields nested in it. */
export interface SchemaColumn extends WireColumn {
	/** Fields of a struct; `element` of an array; `key` and `value` of a map; empty for others. */
	readonly children: readonly SchemaColumn[];
	readonly metadata: Readonly<Record<string, unknown>>;
	readonly isPartition: boolean;
}

export interface HistoryEntry {
	readonly version: number;
	/** Milliseconds since 1970. */
	readonly timestampMs: number;
	readonly operation: string;
	readonly operationParameters: Readonly<Record<string, string>>;
	readonly operationMetrics: Readonly<Record<string, string>>;
	readonly userName?: string;
	readonly engineInfo?: string;
	readonly userMetadata?: string;
	readonly isBlindAppend?: boolean;
	/** Files added and removed by this commit, counted from its actions. */
	readonly filesAdded: number;
	readonly filesRemoved: number;
	/** Rows added minus nothing: the sum of the added files' `numRecords`; absent when a file has no statistics. */
	readonly rowsAdded?: number;
	readonly rowsRemoved?: number;
}

/** What one SQL statement gave. */
export type StatementResult =
	| {
			readonly kind: 'rows';
			readonly columns: readonly WireColumn[];
			readonly rows: readonly WireRow[];
			/** Whether the statement has more rows than `maxRows` let through. */
			readonly truncated: boolean;
			readonly elapsedMs: number;
	  }
	| {
			readonly kind: 'done';
			/** Operation metrics by Delta's names; empty for statements that have none. */
			readonly metrics: Readonly<Record<string, string>>;
			/** The version that the statement committed; absent when it committed nothing. */
			readonly version?: number;
			readonly elapsedMs: number;
	  };

export interface RunStatementsRequest {
	readonly sessionId: string;
	readonly sql: string;
	/** Most rows that one statement may return. */
	readonly maxRows: number;
}

/** What the extension host asks of the engine process. Each request can be cancelled; each one settles. */
export interface EngineApi {
	/** Delta tables under a folder, ordered by name; does not look inside tables or further than `maxDepth` folders down. */
	findTables(request: {
		readonly folder: string;
		/** Glob patterns of `files.exclude`, relative to `folder`. */
		readonly exclude: readonly string[];
		readonly maxDepth: number;
	}): Promise<readonly FoundTable[]>;
	describeTable(request: TableAt): Promise<TableDescription>;
	/** Newest first. */
	tableHistory(request: { readonly path: string; readonly limit?: number }): Promise<readonly HistoryEntry[]>;
	/** Number of rows of a table at a version, and the version itself. */
	countRows(request: TableAt): Promise<{ readonly version: number; readonly rowCount: number }>;
	/** The rows `[start, end)` in the table's own order, which is the same for every call at one version. */
	readRows(request: {
		readonly path: string;
		readonly version: number;
		readonly start: number;
		readonly end: number;
	}): Promise<{ readonly start: number; readonly rows: readonly WireRow[] }>;
	/** A session keeps temporary views and variables between statements; tables are named relative to `folder`. */
	openSession(request: { readonly folder: string }): Promise<{ readonly sessionId: string }>;
	closeSession(request: { readonly sessionId: string }): Promise<void>;
	/**
	 * Runs the statements of a text in order. Each one's result arrives as progress as soon as it is there, so that what
	 * was done before a failure or a cancellation is known; the first that fails rejects with its fault.
	 */
	runStatements(request: RunStatementsRequest): Promise<void>;
}

/** What the engine tells the host about `runStatements` while it runs. */
export type EngineProgress =
	/** `percentage` is from 0 to 100. */
	| { readonly kind: 'working'; readonly percentage: number }
	| { readonly kind: 'statementDone'; readonly result: StatementResult };

/** How the engine process is started; passed as JSON in `DELTA_ENGINE_OPTIONS`. */
export interface EngineOptions {
	/** DuckDB's own syntax, such as `2GB`. */
	readonly memoryLimit: string;
	/** Absolute folder for what does not fit into memory; made and emptied by the engine. */
	readonly spillFolder: string;
	/** Whether paths in a log may lead out of their table; not in a workspace that the user does not trust. */
	readonly allowOutside: boolean;
}
