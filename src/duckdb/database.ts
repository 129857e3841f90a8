import { setImmediate } from 'node:timers/promises';
import {
	type DuckDBConnection,
	DuckDBDataChunk,
	DuckDBInstance,
	type DuckDBResult,
	type DuckDBType,
	type DuckDBValue,
} from '@duckdb/node-api';

/** A value as DuckDB takes and gives it, for layers that only pass it on. */
export type DuckdbValue = DuckDBValue;

/** How much of the machine a database may use. */
export interface DatabaseOptions {
	/** DuckDB's own syntax, such as `2GB`. */
	readonly memoryLimit: string;
	/** Absolute folder for what does not fit into memory. */
	readonly spillFolder: string;
	readonly threads?: number;
}

export interface RunOptions {
	/** Values of `$1, $2, …`, or of `$name`. */
	readonly values?: readonly DuckDBValue[] | Readonly<Record<string, DuckDBValue>>;
	/** What `getvariable('name')` gives while this statement runs. */
	readonly variables?: Readonly<Record<string, DuckDBValue>>;
	/** Statements that prepare the connection, such as `SET VARIABLE`; they run before the variables are there. */
	readonly setup?: readonly string[];
	readonly signal: AbortSignal;
	/** Gets a percentage from 0 to 100 a few times a second, once DuckDB can tell. */
	readonly onProgress?: (percentage: number) => void;
}

export interface ResultColumn {
	readonly name: string;
	readonly type: DuckDBType;
}

/** A whole result in memory. */
export interface QueryResult {
	readonly columns: readonly ResultColumn[];
	readonly rows: readonly (readonly DuckDBValue[])[];
	/** By column name; for statements whose column names are distinct. */
	readonly objects: () => readonly Readonly<Record<string, DuckDBValue>>[];
}

/** A result that is read while the query runs. Ends its connection when it is read to the end, returned or aborted. */
export interface QueryStream {
	readonly columns: readonly ResultColumn[];
	/** Can be iterated once. A chunk is valid until the next one is asked for. */
	readonly chunks: AsyncGenerator<DuckDBDataChunk, void, undefined>;
}

const interruptAgainMs = 20;
const progressIntervalMs = 150;
/** DuckDB's own size of a full chunk. */
const chunkRows = 2048;
/** They hold for one connection, and can only be made while the configuration is not locked. */
const progressSettings =
	'SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0';

/** A DuckDB database in memory. Each statement runs on a connection of its own, so statements never disturb each other. */
export class Database {
	readonly #instance: DuckDBInstance;
	readonly #open = new Set<DuckDBConnection>();

	protected constructor(instance: DuckDBInstance) {
		this.#instance = instance;
	}

	protected static async create({
		memoryLimit,
		spillFolder,
		threads,
	}: DatabaseOptions): Promise<DuckDBInstance> {
		const instance = await DuckDBInstance.create(':memory:', {
			memory_limit: memoryLimit,
			temp_directory: spillFolder,
			...(threads === undefined ? {} : { threads: String(threads) }),
			autoinstall_known_extensions: 'false',
			autoload_known_extensions: 'false',
			allow_community_extensions: 'false',
			// Keeps memory flat when a table has many files; Delta never changes a file, and the OS caches them.
			enable_external_file_cache: 'false',
		});
		const connection = await instance.connect();
		try {
			await connection.run("SET GLOBAL TimeZone = 'UTC'");
		} finally {
			connection.closeSync();
		}
		return instance;
	}

	/**
	 * Runs one statement to its end and keeps its whole result in memory.
	 *
	 * @throws the signal's reason when aborted; an interrupted statement never looks like an empty result.
	 * @throws {Error} DuckDB's own, whose message begins with its kind, such as `IO Error:`.
	 */
	run(sql: string, options: RunOptions): Promise<QueryResult> {
		return this.#withConnection(options, async (connection) => {
			const result = await connection.run(sql, bindable(options.values));
			const rows = await result.getRows();
			const columns = columnsOf(result);
			return {
				columns,
				rows,
				objects: () =>
					rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]))),
			};
		});
	}

	/**
	 * Starts a query and gives its rows in chunks as they come.
	 *
	 * @throws like `run`, both here and while chunks are read.
	 */
	async stream(sql: string, options: RunOptions): Promise<QueryStream> {
		const chunks = this.#chunks(sql, options);
		const first = await chunks.next();
		if (first.done || !('columns' in first.value)) throw new Error('a stream begins with its columns');
		return { columns: first.value.columns, chunks: withoutHeader(chunks) };
	}

	/**
	 * Appends rows to a table of this database; values in the order of its columns. A batch at a time, so that an abort
	 * is seen between two of them: the table then has a part of the rows.
	 */
	append(
		table: string,
		rows: Iterable<readonly DuckDBValue[]>,
		{ signal }: { readonly signal: AbortSignal },
	): Promise<void> {
		return this.#withConnection({ signal }, async (connection) => {
			const appender = await connection.createAppender(table);
			const types = Array.from({ length: appender.columnCount }, (_, column) => appender.columnType(column));
			try {
				for (const batch of batchesOf(rows)) {
					const chunk = DuckDBDataChunk.create(types, batch.length);
					chunk.setRows(batch);
					appender.appendDataChunk(chunk);
					await setImmediate();
					signal.throwIfAborted();
				}
			} finally {
				appender.closeSync();
			}
		});
	}

	/** Appends chunks of another query to a table of this database, column by column. */
	appendChunks(
		table: string,
		chunks: AsyncIterable<DuckDBDataChunk>,
		{ signal }: { readonly signal: AbortSignal },
	): Promise<void> {
		return this.#withConnection({ signal }, async (connection) => {
			const appender = await connection.createAppender(table);
			try {
				for await (const chunk of chunks) appender.appendDataChunk(chunk);
			} finally {
				appender.closeSync();
			}
		});
	}

	/** Interrupts what runs and frees the memory. */
	close(): void {
		for (const connection of this.#open) {
			connection.interrupt();
			connection.closeSync();
		}
		this.#open.clear();
		this.#instance.closeSync();
	}

	async *#chunks(
		sql: string,
		options: RunOptions,
	): AsyncGenerator<DuckDBDataChunk | { readonly columns: readonly ResultColumn[] }, void, undefined> {
		const connection = await this.#connect(options);
		const watch = watchSignal(connection, options);
		try {
			const result = await connection.stream(sql, bindable(options.values));
			options.signal.throwIfAborted();
			yield { columns: columnsOf(result) };
			for (let chunk = await result.fetchChunk(); chunk; chunk = await result.fetchChunk()) {
				// An interrupted stream can end like a finished one.
				options.signal.throwIfAborted();
				if (chunk.rowCount === 0) break;
				yield chunk;
			}
			options.signal.throwIfAborted();
		} catch (error) {
			options.signal.throwIfAborted();
			throw error;
		} finally {
			watch.stop();
			await this.#disconnect(connection);
		}
	}

	async #withConnection<T>(
		options: RunOptions,
		work: (connection: DuckDBConnection) => Promise<T>,
	): Promise<T> {
		const connection = await this.#connect(options);
		const watch = watchSignal(connection, options);
		try {
			const result = await work(connection);
			options.signal.throwIfAborted();
			return result;
		} catch (error) {
			options.signal.throwIfAborted();
			throw error;
		} finally {
			watch.stop();
			await this.#disconnect(connection);
		}
	}

	async #connect({ signal, variables = {}, setup = [], onProgress }: RunOptions): Promise<DuckDBConnection> {
		signal.throwIfAborted();
		const connection = await (onProgress ? this.connectForProgress() : this.connect());
		this.#open.add(connection);
		try {
			for (const statement of setup) await connection.run(statement);
			for (const [name, value] of Object.entries(variables)) {
				await connection.run(`SET VARIABLE ${quoteName(name)} = $1`, [value]);
			}
		} catch (error) {
			await this.#disconnect(connection);
			throw error;
		}
		return connection;
	}

	/** A new connection. */
	protected connect(): Promise<DuckDBConnection> {
		return this.#instance.connect();
	}

	/** A connection whose `progress` tells something, as far as there can be one. */
	protected async connectForProgress(): Promise<DuckDBConnection> {
		const connection = await this.connect();
		await connection.run(progressSettings);
		return connection;
	}

	/** Takes back the connection of a statement that has settled. */
	protected async disconnect(connection: DuckDBConnection): Promise<void> {
		connection.closeSync();
	}

	async #disconnect(connection: DuckDBConnection): Promise<void> {
		if (this.#open.delete(connection)) await this.disconnect(connection);
	}
}

/** A DuckDB identifier in quotes. */
export function quoteName(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** A DuckDB string literal. */
export function quoteText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** Turns an abort into interrupts, and DuckDB's progress into reports, until stopped. */
function watchSignal(connection: DuckDBConnection, { signal, onProgress }: RunOptions): { stop(): void } {
	let again: NodeJS.Timeout | undefined;
	const interrupt = () => {
		connection.interrupt();
		// An interrupt between two steps of a query is lost, so it is repeated until the query gives up.
		again ??= setInterval(() => connection.interrupt(), interruptAgainMs);
	};
	if (signal.aborted) interrupt();
	signal.addEventListener('abort', interrupt);
	const progress =
		onProgress &&
		setInterval(() => {
			const { percentage } = connection.progress;
			if (percentage >= 0) onProgress(Math.min(percentage, 100));
		}, progressIntervalMs);
	return {
		stop() {
			clearInterval(again);
			clearInterval(progress);
			signal.removeEventListener('abort', interrupt);
		},
	};
}

/** As many rows as a chunk of DuckDB holds, at a time. */
function* batchesOf<T>(rows: Iterable<T>): Generator<readonly T[]> {
	let batch: T[] = [];
	for (const row of rows) {
		batch.push(row);
		if (batch.length < chunkRows) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

function columnsOf(result: DuckDBResult): readonly ResultColumn[] {
	const types = result.columnTypes();
	return result.columnNames().map((name, index) => {
		const type = types[index];
		if (!type) throw new Error(`column ${name} has no type`);
		return { name, type };
	});
}

async function* withoutHeader(
	chunks: AsyncGenerator<DuckDBDataChunk | { readonly columns: readonly ResultColumn[] }, void, undefined>,
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
	try {
		for await (const chunk of chunks) if (!('columns' in chunk)) yield chunk;
	} finally {
		await chunks.return();
	}
}

/** The node API wants mutable containers; it does not write to them. */
function bindable(values: RunOptions['values']): DuckDBValue[] | Record<string, DuckDBValue> | undefined {
	return values as DuckDBValue[] | Record<string, DuckDBValue> | undefined;
}
