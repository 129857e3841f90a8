import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from '../../../src/engine/engine';
import { Session } from '../../../src/engine/session/session';
import type { WireRow } from '../../../src/rpc/values';

export const signal: AbortSignal = new AbortController().signal;

/** A column of a schema in a log: `['a', 'long']`, with metadata where needed. */
export type Column = readonly [name: string, type: unknown, metadata?: Record<string, unknown>];

/** A temporary folder with an engine, and tables written by hand into it. */
export class TableFixture {
	readonly folder = mkdtempSync(path.join(tmpdir(), 'delta-tables-'));
	readonly #engines: Engine[] = [];

	async engine(allowOutside = true): Promise<Engine> {
		const spillFolder = path.join(this.folder, '.spill');
		const engine = await Engine.open({ memoryLimit: '512MB', spillFolder, allowOutside });
		this.#engines.push(engine);
		return engine;
	}

	/** Writes a Parquet file with the rows of a DuckDB query. */
	async parquet(file: string, query: string, options = ''): Promise<void> {
		const [engine = await this.engine()] = this.#engines;
		const target = path.join(this.folder, file);
		mkdirSync(path.dirname(target), { recursive: true });
		const quoted = `'${target.replaceAll("'", "''")}'`;
		await engine.database.run(`COPY (${query}) TO ${quoted} (FORMAT parquet ${options})`, { signal });
	}

	/** Writes the commit of a version: one action a line. */
	commit(table: string, version: number, actions: readonly unknown[]): void {
		const log = path.join(this.folder, table, '_delta_log');
		mkdirSync(log, { recursive: true });
		const name = `${String(version).padStart(20, '0')}.json`;
		writeFileSync(path.join(log, name), actions.map((action) => `${JSON.stringify(action)}\n`).join(''));
	}

	/** The first commit of a table, with its files. */
	create(
		table: string,
		columns: readonly Column[],
		files: readonly unknown[],
		{
			partitionColumns = [],
			configuration = {},
			protocol = {},
		}: {
			partitionColumns?: readonly string[];
			configuration?: Record<string, string>;
			protocol?: Record<string, unknown>;
		} = {},
	): void {
		this.commit(table, 0, [
			{ protocol: { minReaderVersion: 1, minWriterVersion: 2, ...protocol } },
			metaData(columns, partitionColumns, configuration),
			...files,
		]);
	}

	path(table: string): string {
		return path.join(this.folder, table);
	}

	/** The rows of a query in a new session. */
	async rows(engine: Engine, sql: string): Promise<readonly WireRow[]> {
		return rowsOf(new Session(engine, this.folder), sql);
	}

	dispose(): void {
		for (const engine of this.#engines) engine.close();
		rmSync(this.folder, { recursive: true });
	}
}

/** The rows of all statements of a text, one after the other. */
export async function rowsOf(session: Session, sql: string): Promise<readonly WireRow[]> {
	const rows: WireRow[] = [];
	for await (const outcome of session.execute(sql, { signal })) {
		if (outcome.kind === 'rows') for await (const batch of outcome.rows) rows.push(...batch);
	}
	return rows;
}

export function metaData(
	columns: readonly Column[],
	partitionColumns: readonly string[] = [],
	configuration: Record<string, string> = {},
) {
	const fields = columns.map(([name, type, metadata = {}]) => ({ name, type, nullable: true, metadata }));
	return {
		metaData: {
			id: 'table-id',
			format: { provider: 'parquet', options: {} },
			schemaString: JSON.stringify({ type: 'struct', fields }),
			partitionColumns,
			configuration,
		},
	};
}

export function add(file: string, more: Record<string, unknown> = {}) {
	return {
		add: { path: file, partitionValues: {}, size: 1, modificationTime: 1, dataChange: true, ...more },
	};
}
