import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Action, AddFile } from '../../../src/delta/actions';
import { resolveDataFile } from '../../../src/delta/dataFilePath';
import { DeltaError, type Fault } from '../../../src/delta/fault';
import { parseCommit } from '../../../src/delta/logReplay';
import type { DataType, StructType } from '../../../src/delta/schema';
import { asEpochMillis } from '../../../src/delta/units';
import { EngineDatabase } from '../../../src/duckdb/engineDatabase';
import { type AppendRequest, appendToTable } from '../../../src/engine/append';
import { type CreateTableRequest, createTableAsSelect } from '../../../src/engine/createTable';
import { structOf } from '../../../src/engine/samples/sample';
import { readTableState } from '../../../src/engine/tableState';
import type { WriterContext } from '../../../src/engine/writerContext';
import { localObjectStore } from '../../../src/storage/localObjectStore';

type Columns = Readonly<
	Record<string, DataType | Exclude<DataType['kind'], 'decimal' | 'array' | 'map' | 'struct'>>
>;

/** A folder and a database for the tests of one file, gone when they have run. */
export class WriterFixture {
	folder = '';
	#context: WriterContext | undefined;
	#count = 0;

	constructor() {
		let database: EngineDatabase | undefined;
		beforeAll(async () => {
			this.folder = mkdtempSync(join(tmpdir(), 'delta-writer-'));
			database = await EngineDatabase.open({ memoryLimit: '1GB', spillFolder: join(this.folder, 'spill') });
			const now = () => asEpochMillis(1_700_000_000_000);
			this.#context = { database, store: localObjectStore(), newId: randomUUID, now };
		});
		afterAll(() => {
			database?.close();
			rmSync(this.folder, { recursive: true, force: true });
		});
	}

	get context(): WriterContext {
		if (!this.#context) throw new Error('the fixture works inside of tests');
		return this.#context;
	}

	/** A folder that does not exist yet. */
	newTablePath(): string {
		return join(this.folder, `table ${this.#count++}`);
	}

	/** Makes a table of a query. @returns its folder. */
	async create(
		sql: string,
		columns: Columns | StructType,
		options: Partial<CreateTableRequest> = {},
	): Promise<string> {
		const tablePath = options.tablePath ?? this.newTablePath();
		await createTableAsSelect(this.context, {
			tablePath,
			name: 't',
			ifNotExists: false,
			partitionColumns: [],
			properties: {},
			sources: [{ sql, schema: schemaOf(columns) }],
			signal: new AbortController().signal,
			...options,
		});
		return tablePath;
	}

	/** Appends to a table at its latest version. */
	async append(
		tablePath: string,
		sql: string,
		columns: Columns | StructType,
		options: Partial<AppendRequest> = {},
	) {
		const signal = new AbortController().signal;
		return appendToTable(this.context, {
			tablePath,
			base: await readTableState(this.context.store, tablePath, signal),
			sources: [{ sql, schema: schemaOf(columns) }],
			readsTable: false,
			signal,
			...options,
		});
	}

	async query(sql: string): Promise<readonly (readonly unknown[])[]> {
		const { rows } = await this.context.database.run(sql, { signal: new AbortController().signal });
		return rows;
	}
}

function schemaOf(columns: Columns | StructType): StructType {
	return columns['kind'] === 'struct' ? (columns as StructType) : structOf(columns as Columns);
}

/** The actions of one commit. */
export function commitOf(tablePath: string, version: number): readonly Action[] {
	const file = join(tablePath, '_delta_log', `${String(version).padStart(20, '0')}.json`);
	return [...parseCommit(readFileSync(file, 'utf8'), file)];
}

export function addsOf(tablePath: string, version = 0): readonly AddFile[] {
	return commitOf(tablePath, version).filter((action) => action.kind === 'add');
}

export function statsOf(tablePath: string, version = 0): readonly Readonly<Record<string, unknown>>[] {
	return addsOf(tablePath, version).map(({ stats }) => JSON.parse(stats ?? 'null'));
}

/** Local paths of the data files of a commit, in the order of the commit. */
export function dataFilesOf(tablePath: string, version = 0): readonly string[] {
	return addsOf(tablePath, version).map(({ path }) => resolveDataFile(tablePath, path));
}

/** Every file and folder below a folder. */
export function everythingIn(folder: string): readonly string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** The fault that a promise rejects with. */
export async function faultOf(promise: Promise<unknown>): Promise<Fault> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof DeltaError) return error.fault;
		throw error;
	}
	throw new Error('it did not reject');
}
