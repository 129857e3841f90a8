import { listValue, mapValue } from '@duckdb/node-api';
import type { AddFile } from '../delta/actions';
import { type ColumnMappingMode, physicalName } from '../delta/columnMapping';
import { isInside, resolveDataFile } from '../delta/dataFilePath';
import { DeltaError, type Fault } from '../delta/fault';
import { type DataType, type StructField, sqlTypeName } from '../delta/schema';
import { type Checkpoint, loadCheckpointFiles } from './checkpointReader';
import { type Database, quoteText } from './database';
import { duckdbTypeText } from './duckdbTypes';
import { rawFileColumns } from './rawFileColumns';

/**
 * The live files of a snapshot as one DuckDB table.
 *
 * Its columns: `ordinal` (INTEGER from 0, in the order of the log), `path` as the log has it, `location` (full,
 * decoded), `p0`, `p1`, … (the partition values, typed, in the order of the table's partition columns), `size`,
 * `modificationTime`, `stats`, `numRecords` (NULL when the log does not say) and the fields of the deletion vector
 * (`dvStorageType`, …; NULL without one).
 */
export interface SnapshotFiles {
	readonly table: string;
	readonly numFiles: number;
	readonly sizeInBytes: number;
	readonly filesWithDeletionVector: number;
	/** Folders outside of the table in which some of its files lie. */
	readonly outsideFolders: readonly string[];
	/** Why the rows of the table cannot be read, when one of its files may not or cannot be reached. */
	readonly unreachable?: Fault;
	/**
	 * Locations that DuckDB would take for a pattern if there were no file of exactly that name: whoever scans the
	 * table makes sure that these files are there.
	 */
	readonly patternLocations: readonly string[];
}

export interface SnapshotFilesSource {
	readonly tablePath: string;
	readonly partitionColumns: readonly StructField[];
	readonly mode: ColumnMappingMode;
	readonly checkpoint?: Checkpoint;
	/** Files that the commits after the checkpoint add, and the keys of all files that they speak of. */
	readonly adds: Iterable<AddFile>;
	readonly mentioned: Iterable<string>;
	/** Whether files outside of the table's folder may be read. */
	readonly allowOutside: boolean;
}

/**
 * Builds the table of a snapshot's files.
 *
 * @param name of the new table; letters, digits and underscores.
 * @throws {DeltaError} `corruptLog` for a checkpoint, a path or a partition value that cannot be read.
 */
export async function loadSnapshotFiles(
	database: Database,
	name: string,
	source: SnapshotFilesSource,
	signal: AbortSignal,
): Promise<SnapshotFiles> {
	const raw = `${name}_raw`;
	const outdated = `${name}_outdated`;
	try {
		await database.run(createTable(raw, rawFileColumns), { signal });
		if (source.checkpoint) {
			await database.run(createTable(outdated, { key: 'VARCHAR' }), { signal });
			await database.append(outdated, rowsOf(source.mentioned), { signal });
			await loadCheckpointFiles(database, source.checkpoint, { into: raw, outdated, signal });
		}
		await database.append(raw, rawRows(source.adds), { signal });
		await interpret(database, { name, raw }, source, signal);
		const reach = await resolveUnusualPaths(database, name, source, signal);
		const { rows } = await database.run(
			`SELECT location FROM ${name} WHERE regexp_matches(location, '[*?\\[]')`,
			{ signal },
		);
		const patternLocations = rows.map(([location]) => String(location));
		await assertNoFileTwice(database, name, source, signal);
		return { table: name, ...(await totals(database, name, signal)), ...reach, patternLocations };
	} catch (error) {
		await dropTables(database, [name]);
		throw error;
	} finally {
		await dropTables(database, [raw, outdated]);
	}
}

/** Frees the table of a snapshot that nobody reads any more. */
export async function dropSnapshotFiles(database: Database, { table }: SnapshotFiles): Promise<void> {
	await dropTables(database, [table]);
}

async function dropTables(database: Database, names: readonly string[]): Promise<void> {
	const { signal } = new AbortController();
	for (const name of names) await database.run(`DROP TABLE IF EXISTS ${name}`, { signal });
}

function createTable(name: string, columns: Readonly<Record<string, string>>): string {
	const texts = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
	return `CREATE TABLE ${name} (${texts.join(', ')})`;
}

function* rowsOf(keys: Iterable<string>): Generator<readonly string[]> {
	for (const key of keys) yield [key];
}

function* rawRows(adds: Iterable<AddFile>) {
	for (const add of adds) {
		const { deletionVector } = add;
		yield [
			add.path,
			mapValue(Object.entries(add.partitionValues).map(([key, value]) => ({ key, value }))),
			BigInt(add.size),
			BigInt(add.modificationTime),
			add.stats ?? null,
			null,
			deletionVector?.storageType ?? null,
			deletionVector?.pathOrInlineDv ?? null,
			deletionVector?.offset ?? null,
			deletionVector?.sizeInBytes ?? null,
			deletionVector ? BigInt(deletionVector.cardinality) : null,
		];
	}
}

/**
 * Paths that lead into the table by nothing but names and ASCII escapes are decoded by DuckDB. The others (absolute
 * ones, URIs, dots, other escapes) get a NULL location here.
 */
function locationText(tablePath: string): string {
	const root = resolveDataFile(tablePath, 'x').slice(0, -1);
	const decoded = 'url_decode(path)';
	return `CASE WHEN regexp_full_match(path, '([^%:+\\\\/]|/|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))+')
		AND NOT regexp_matches(path, '%5[Cc]')
		THEN CASE WHEN NOT regexp_matches(${decoded}, '(^|/)\\.{0,2}(/|$)') THEN ${quoteText(root)} || ${decoded} END END`;
}

async function interpret(
	database: Database,
	{ name, raw }: { readonly name: string; readonly raw: string },
	{ tablePath, partitionColumns, mode }: SnapshotFilesSource,
	signal: AbortSignal,
): Promise<void> {
	const partitions = partitionColumns.map(
		(field, index) => `${partitionValueText(field, mode)} AS p${index}`,
	);
	const columns = [
		'(row_number() OVER () - 1)::INTEGER AS ordinal',
		'path',
		`${locationText(tablePath)} AS location`,
		...partitions,
		'size',
		'modificationTime',
		'stats',
		"coalesce(numRecords, CASE WHEN json_valid(stats) THEN TRY_CAST(stats->>'$.numRecords' AS BIGINT) END) AS numRecords",
		'dvStorageType',
		'dvPathOrInlineDv',
		'dvOffset',
		'dvSizeInBytes',
		'dvCardinality',
	];
	try {
		await database.run(`CREATE TABLE ${name} AS SELECT ${columns.join(', ')} FROM ${raw}`, { signal });
	} catch (error) {
		if (!(error instanceof Error && /^(Conversion|Out of Range) Error/.test(error.message))) throw error;
		const reason = await badPartitionValue(database, raw, { partitionColumns, mode }, signal);
		throw new DeltaError({ code: 'corruptLog', file: `${tablePath}/_delta_log`, reason }, { cause: error });
	}
}

async function badPartitionValue(
	database: Database,
	raw: string,
	{ partitionColumns, mode }: Pick<SnapshotFilesSource, 'partitionColumns' | 'mode'>,
	signal: AbortSignal,
): Promise<string> {
	for (const field of partitionColumns) {
		const text = partitionText(field, mode);
		const { rows } = await database.run(
			`SELECT path, ${text} FROM ${raw} WHERE ${text} IS NOT NULL AND TRY_${castText(text, field.type)} IS NULL LIMIT 1`,
			{ signal },
		);
		const [path, value] = rows[0] ?? [];
		if (path === undefined) continue;
		return `the value ${JSON.stringify(value)} of the partition column ${field.name} is not of type ${sqlTypeName(field.type)}, for the file ${path}`;
	}
	return 'a partition value is not of the type of its column';
}

/**
 * A partition value, typed. The empty string is NULL for every type; keys are compared without case where columns
 * are not mapped, since writers have changed it.
 *
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#partition-value-serialization
 */
function partitionValueText(field: StructField, mode: ColumnMappingMode): string {
	return typedText(partitionText(field, mode), field.type);
}

function partitionText(field: StructField, mode: ColumnMappingMode): string {
	const key = quoteText(physicalName(field, mode));
	const exact = `map_extract_value(partitionValues, ${key})`;
	const found =
		mode === 'none'
			? `coalesce(${exact}, list_filter(map_entries(partitionValues), lambda e: lower(e.key) = lower(${key}))[1].value)`
			: exact;
	return `nullif(${found}, '')`;
}

function typedText(text: string, type: DataType): string {
	if (type.kind === 'string') return text;
	if (type.kind === 'binary') return `encode(${text})`;
	return castText(text, type);
}

function castText(text: string, type: DataType): string {
	return `CAST(${text} AS ${duckdbTypeText(type)})`;
}

/** Resolves the paths that SQL left out and finds out whether all of them may be read. */
async function resolveUnusualPaths(
	database: Database,
	name: string,
	{ tablePath, allowOutside }: SnapshotFilesSource,
	signal: AbortSignal,
): Promise<Pick<SnapshotFiles, 'outsideFolders' | 'unreachable'>> {
	const { rows } = await database.run(`SELECT ordinal, path FROM ${name} WHERE location IS NULL`, { signal });
	if (rows.length === 0) return { outsideFolders: [] };
	const folders = new Set<string>();
	let unreachable: Fault | undefined;
	const locations = rows.map(([, path]) => {
		const { location, fault } = locate(tablePath, String(path));
		if (fault) unreachable ??= fault;
		else if (!isInside(tablePath, location)) {
			folders.add(location.slice(0, location.lastIndexOf('/') + 1));
			if (!allowOutside) unreachable ??= { code: 'pathOutsideTable', table: tablePath, file: location };
		}
		return location;
	});
	await database.run(
		`UPDATE ${name} SET location = resolved.location
			FROM (SELECT unnest($ordinals) AS ordinal, unnest($locations) AS location) AS resolved
			WHERE ${name}.ordinal = resolved.ordinal`,
		{
			values: {
				ordinals: listValue(rows.map(([ordinal]) => ordinal ?? null)),
				locations: listValue(locations),
			},
			signal,
		},
	);
	return { outsideFolders: allowOutside ? [...folders] : [], ...(unreachable && { unreachable }) };
}

/** A file in a store that is not supported keeps its URI, so that the table can at least be described. */
function locate(tablePath: string, path: string): { readonly location: string; readonly fault?: Fault } {
	try {
		return { location: resolveDataFile(tablePath, path) };
	} catch (error) {
		if (!(error instanceof DeltaError) || error.fault.code !== 'storage') throw error;
		return { location: path, fault: error.fault };
	}
}

/** One file under two spellings of its path would give its rows twice: the log's own keys cannot tell. */
async function assertNoFileTwice(
	database: Database,
	name: string,
	{ tablePath }: SnapshotFilesSource,
	signal: AbortSignal,
): Promise<void> {
	const { rows } = await database.run(
		`SELECT location FROM ${name} GROUP BY location HAVING count(*) > 1 LIMIT 1`,
		{ signal },
	);
	if (rows[0] === undefined) return;
	throw new DeltaError({
		code: 'corruptLog',
		file: `${tablePath}/_delta_log`,
		reason: `the file ${String(rows[0][0])} is part of the table more than once`,
	});
}

async function totals(database: Database, name: string, signal: AbortSignal) {
	const { rows } = await database.run(
		`SELECT count(*), coalesce(sum(size), 0)::BIGINT, count(dvStorageType) FROM ${name}`,
		{ signal },
	);
	const [numFiles, sizeInBytes, filesWithDeletionVector] = (rows[0] ?? []).map(Number);
	return {
		numFiles: numFiles ?? 0,
		sizeInBytes: sizeInBytes ?? 0,
		filesWithDeletionVector: filesWithDeletionVector ?? 0,
	};
}
