import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DeltaError } from '../delta/fault';
import { readLogSegment } from '../delta/logSegment';
import { logStoreOf } from '../storage/objectLogStore';
import { storageFault, systemErrorCode } from '../storage/storageFault';
import { removeEmptyFolder, writeDataFiles } from './dataFiles';
import { flushFolder } from './durability';
import { storedColumns } from './storedColumns';
import { designTable, type TableDesign } from './tableDesign';
import { commitAppend, type WriteResult } from './transaction';
import type { WriteOptions, WriterContext, WriteSource } from './writerContext';

export interface CreateTableRequest extends WriteOptions {
	/** Absolute folder of the table to be. */
	readonly tablePath: string;
	/** The table as the statement names it, for messages. */
	readonly name: string;
	/** Does nothing when the table is there. */
	readonly ifNotExists: boolean;
	readonly partitionColumns: readonly string[];
	readonly comment?: string;
	readonly properties: Readonly<Record<string, string>>;
	/** All with the columns of the first; each begins a new data file. */
	readonly sources: readonly [WriteSource, ...WriteSource[]];
}

/**
 * `CREATE TABLE … AS SELECT`: writes the rows of queries into a new table, as its version 0.
 *
 * When it rejects there is no table, and nothing of it is left.
 *
 * @throws {DeltaError} `tableAlreadyExists`; `sql` for what Delta does not allow, such as invalid names of columns or a
 * folder that holds something else; `unsupportedFeatures`; `storage`.
 * @throws the signal's reason when aborted.
 */
export async function createTableAsSelect(
	context: WriterContext,
	request: CreateTableRequest,
): Promise<WriteResult> {
	const { tablePath, signal } = request;
	if (await isTable(context, tablePath, signal)) {
		if (request.ifNotExists) return { metrics: {} };
		throw new DeltaError({ code: 'tableAlreadyExists', name: request.name });
	}
	await assertEmpty(tablePath, request.name);
	const design = designTable(context, { ...request, schema: request.sources[0].schema });
	const made = await makeFolders(join(tablePath, '_delta_log'));
	try {
		return await fill(context, request, design);
	} catch (error) {
		for (const folder of made) await removeEmptyFolder(folder);
		throw error;
	}
}

async function fill(
	context: WriterContext,
	request: CreateTableRequest,
	design: TableDesign,
): Promise<WriteResult> {
	const { tablePath, signal, onProgress } = request;
	const columns = storedColumns(design.schema, design.partitionColumns, design.mode);
	const partitionColumns = design.partitionColumns.flatMap((name) =>
		columns.filter(({ field }) => field.name === name),
	);
	const files = await writeDataFiles(context, {
		tablePath,
		columns,
		partitionColumns,
		mode: design.mode,
		configuration: design.metadata.configuration,
		sources: request.sources,
		signal,
		...(onProgress ? { onProgress } : {}),
	});
	return commitAppend(context, {
		tablePath,
		operation: 'CREATE TABLE AS SELECT',
		operationParameters: {
			partitionBy: JSON.stringify(design.partitionColumns),
			clusterBy: '[]',
			description: request.comment ?? null,
			isManaged: 'false',
			properties: JSON.stringify(design.metadata.configuration),
		},
		setUp: [
			{ kind: 'metaData', ...design.metadata },
			{ kind: 'protocol', ...design.protocol },
		],
		files,
		readsTable: false,
		signal,
	});
}

async function isTable(context: WriterContext, tablePath: string, signal: AbortSignal): Promise<boolean> {
	try {
		await readLogSegment(logStoreOf(context.store, tablePath), { signal });
		return true;
	} catch (error) {
		if (error instanceof DeltaError) {
			if (error.fault.code === 'notADeltaTable') return false;
			// A log that cannot be read is a table all the same.
			if (error.fault.code === 'missingCommit' || error.fault.code === 'unsupportedFeatures') return true;
		}
		throw error;
	}
}

/** @throws {DeltaError} `sql` when something other than an empty log is there. */
async function assertEmpty(tablePath: string, name: string): Promise<void> {
	const entries = (await entriesOf(tablePath)).filter((entry) => entry !== '_delta_log');
	if (entries.length === 0) return;
	throw new DeltaError({
		code: 'sql',
		errorClass: 'DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION',
		message: `cannot create table ${name}: ${tablePath} is not empty and not a Delta table`,
		hints: ['choose another folder, or empty this one'],
	});
}

async function entriesOf(folder: string): Promise<readonly string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (systemErrorCode(error) === 'ENOENT') return [];
		throw storageFault(error, folder);
	}
}

/**
 * Makes a folder and those above it, durably.
 *
 * @returns the folders that were not there, deepest first.
 */
async function makeFolders(folder: string): Promise<readonly string[]> {
	let first: string | undefined;
	try {
		first = await mkdir(folder, { recursive: true });
	} catch (error) {
		throw storageFault(error, folder);
	}
	if (first === undefined) return [];
	const made: string[] = [];
	for (let next = folder; ; next = dirname(next)) {
		made.push(next);
		await flushFolder(dirname(next));
		if (next === first || next === dirname(next)) return made;
	}
}
