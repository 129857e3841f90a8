import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AddFile } from '../delta/actions';
import type { ColumnMappingMode } from '../delta/columnMapping';
import { encodeDataFilePath } from '../delta/dataFilePath';
import { DeltaError } from '../delta/fault';
import { partitionFolder } from '../delta/partitionValue';
import { formatStatistics, leafKey, maxLeavesOf } from '../delta/statistics';
import type { RunOptions } from '../duckdb/database';
import { messageOf } from '../duckdb/duckdbFault';
import { type ParquetFile, writeParquet } from '../duckdb/parquetWriter';
import { quoteName } from '../sql/functions/duckdbText';
import { sparkErrorClass } from '../sql/functions/runtimeErrors';
import { storageFault, systemErrorCode } from '../storage/storageFault';
import { flushFile, flushFolder } from './durability';
import { type PartitionValues, partitionRows } from './partitionRows';
import { fieldIdsOf, type StoredColumn } from './storedColumns';
import { storeExpression } from './storeExpression';
import type { WriteOptions, WriterContext, WriteSource } from './writerContext';

export interface DataFilesRequest extends WriteOptions {
	/** Absolute folder of the table; it exists. */
	readonly tablePath: string;
	/** All columns of the table, in the order of its schema; the sources have as many. */
	readonly columns: readonly StoredColumn[];
	/** In the order of the table's metadata. */
	readonly partitionColumns: readonly StoredColumn[];
	readonly mode: ColumnMappingMode;
	readonly configuration: Readonly<Record<string, string>>;
	/** Each begins a new file. */
	readonly sources: readonly WriteSource[];
}

/** Data files that no commit names yet. */
export interface DataFiles {
	readonly adds: readonly AddFile[];
	readonly rowCount: number;
	readonly sizeInBytes: number;
	/** Removes them again, when no commit is going to name them. */
	discard(): Promise<void>;
}

const targetFileBytes = 128 * 1024 * 1024;
/** Longest name that every file system takes. */
const maxNameBytes = 240;

/**
 * Writes the rows of sources into data files of a table, in order. When it resolves the files are durable; when it
 * rejects none of them is left. A process that is killed leaves at most files that the table does not name.
 *
 * @throws {DeltaError} `sql` for values that a column cannot hold; `storage`.
 */
export async function writeDataFiles(context: WriterContext, request: DataFilesRequest): Promise<DataFiles> {
	const { tablePath, signal } = request;
	const staging = join(tablePath, `staging-${context.newId()}`);
	const placed = new PlacedFiles(tablePath);
	try {
		const written = await writeStaged(context, request, staging);
		const adds: AddFile[] = [];
		for (const { file, partition } of written) {
			signal.throwIfAborted();
			const partitionValues = Object.fromEntries(partition);
			const folder = shortFolder(partitionFolder(Object.keys(partitionValues), partitionValues));
			const name = `part-${String(adds.length).padStart(5, '0')}-${context.newId()}-c000.zstd.parquet`;
			const relativePath = folder === '' ? name : `${folder}/${name}`;
			await placed.take(file.path, relativePath);
			adds.push({
				path: encodeDataFilePath(relativePath),
				partitionValues,
				size: file.sizeInBytes,
				modificationTime: context.now(),
				dataChange: true,
				stats: statisticsOf(file, request),
			});
		}
		await placed.flush();
		signal.throwIfAborted();
		return {
			adds,
			rowCount: written.reduce((sum, { file }) => sum + file.rowCount, 0),
			sizeInBytes: adds.reduce((sum, { size }) => sum + size, 0),
			discard: () => placed.discard(),
		};
	} catch (error) {
		await placed.discard();
		throw writeFault(error, tablePath);
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

/** What the failure of a query or of a file operation means to the writer; other errors stay what they are. */
function writeFault(error: unknown, path: string): unknown {
	if (error instanceof DeltaError || !(error instanceof Error)) return error;
	if (/No space left on device|There is not enough space/.test(error.message)) {
		const reason = 'no space is left on the device';
		return new DeltaError({ code: 'storage', kind: 'full', path, reason }, { cause: error });
	}
	const known = sparkErrorClass(messageOf(error));
	return known ? new DeltaError({ code: 'sql', ...known }, { cause: error }) : storageFault(error, path);
}

interface StagedFile {
	readonly file: ParquetFile;
	readonly partition: PartitionValues;
}

async function writeStaged(
	context: WriterContext,
	request: DataFilesRequest,
	staging: string,
): Promise<readonly StagedFile[]> {
	const { partitionColumns, columns } = request;
	const fileColumns = columns.filter(isInFiles);
	const fieldIds = fieldIdsOf(fileColumns);
	const staged: StagedFile[] = [];
	await mkdir(staging);

	const write = async (query: string, partition: PartitionValues, run: RunOptions) => {
		const files = await writeParquet(context.database, query, {
			...run,
			folder: join(staging, String(staged.length)),
			targetFileBytes,
			...(fieldIds.length > 0 ? { fieldIds } : {}),
		});
		staged.push(...files.map((file) => ({ file, partition })));
	};

	for (const [index, source] of request.sources.entries()) {
		const onProgress =
			request.onProgress && sharedProgress(request.onProgress, index, request.sources.length);
		const run: RunOptions = {
			signal: request.signal,
			...(source.variables ? { variables: source.variables } : {}),
			...(onProgress ? { onProgress } : {}),
		};
		const query = storedQuery(source, columns);
		if (partitionColumns.length === 0) {
			await write(query, [], run);
			continue;
		}
		const rows = await partitionRows(context, query, { partition: partitionColumns, file: fileColumns }, run);
		try {
			for (const { values, query: partitionQuery } of rows.partitions) {
				await write(partitionQuery, values, { signal: request.signal });
			}
		} finally {
			await rows.drop();
		}
	}
	return staged;
}

/** Partition columns are in the log only; void ones have no values at all. */
function isInFiles({ isPartition, type }: StoredColumn): boolean {
	return !isPartition && type.kind !== 'void';
}

function statisticsOf(file: ParquetFile, { columns, mode, configuration }: DataFilesRequest): string {
	return formatStatistics({
		numRecords: file.rowCount,
		schema: { kind: 'struct', fields: columns.filter(isInFiles).map(({ field }) => field) },
		mode,
		leaves: new Map(file.columns.map((column) => [leafKey(column.path), column])),
		maxLeaves: maxLeavesOf(configuration),
	});
}

/** Folders are a convention, so a partition value that is too long for the name of one goes without. */
function shortFolder(folder: string): string {
	const isTooLong = folder.split('/').some((part) => Buffer.byteLength(part) > maxNameBytes);
	return isTooLong ? '' : folder;
}

/** The source with its columns converted to what the table stores, under their physical names; void ones left out. */
function storedQuery({ sql, schema }: WriteSource, columns: readonly StoredColumn[]): string {
	const inputs = schema.fields.map((_, index) => `source${index}`);
	const outputs = columns.flatMap((column, index) => {
		const field = schema.fields[index];
		const input = inputs[index];
		if (!field || input === undefined) throw new Error(`nothing to store in ${column.field.name}`);
		if (column.type.kind === 'void') return [];
		return [`${storeExpression(input, field.type, column)} AS ${quoteName(column.physicalName)}`];
	});
	return `SELECT ${outputs.join(', ')} FROM (${sql}) AS source(${inputs.join(', ')})`;
}

function sharedProgress(report: (percentage: number) => void, index: number, of: number) {
	return (percentage: number) => report((index * 100 + percentage) / of);
}

/** Files under their final names, and the folders that were made for them. */
class PlacedFiles {
	readonly #tablePath: string;
	readonly #files: string[] = [];
	readonly #folders = new Set<string>();

	constructor(tablePath: string) {
		this.#tablePath = tablePath;
	}

	async take(from: string, relativePath: string): Promise<void> {
		const to = join(this.#tablePath, relativePath);
		await flushFile(from);
		await mkdir(dirname(to), { recursive: true });
		for (let folder = dirname(to); folder !== this.#tablePath; folder = dirname(folder)) {
			this.#folders.add(folder);
		}
		await rename(from, to);
		this.#files.push(to);
	}

	async flush(): Promise<void> {
		for (const folder of this.#folders) await flushFolder(folder);
		await flushFolder(this.#tablePath);
	}

	/** Folders go only when they are empty: another writer may use them too. */
	async discard(): Promise<void> {
		for (const file of this.#files.splice(0)) await rm(file, { force: true });
		const deepestFirst = [...this.#folders].sort((a, b) => b.length - a.length);
		for (const folder of deepestFirst) await removeEmptyFolder(folder);
	}
}

/** Removes a folder unless there is something in it. */
export async function removeEmptyFolder(folder: string): Promise<void> {
	try {
		await rmdir(folder);
	} catch (error) {
		const code = systemErrorCode(error);
		if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
	}
}
