import type { DuckDBValue } from '@duckdb/node-api';
import { type Database, quoteText } from './database';
import { exactFile, exactFileText } from './exactFile';
import type { ScanColumns } from './scanColumns';
import type { SnapshotFiles } from './snapshotFiles';

/** A table ready to stand in a FROM clause. */
export interface TableScan {
	/** A query in parentheses with the columns of the table's schema. */
	readonly from: string;
	/** Statements that prepare each connection on which `from` is used. */
	readonly setup: readonly string[];
}

/** The rows `[start, end)` of one data file, counted as the file has them, deleted rows included. */
export interface FileSlice {
	/** Of the file in the snapshot's files. */
	readonly ordinal: number;
	readonly start: number;
	readonly end: number;
	/** Whether some of its rows are deleted; then the table of deleted rows must be there. */
	readonly hasDeletedRows: boolean;
}

/**
 * The scan of a whole snapshot, for a database that has the tables of its files and of its deleted rows.
 *
 * Files without deletion vector are scanned apart, so that they do not pay for those that have one.
 */
export function tableScan(columns: ScanColumns, files: SnapshotFiles): TableScan {
	const lists = locationLists(files);
	if (lists.length === 0) return { from: `(${columns.empty})`, setup: [] };
	const select = `SELECT ${columns.select.join(', ') || '1'} FROM`;
	const joinFiles = `INNER JOIN ${files.table} AS f ON f.location = r.filename`;
	const branches = lists.map(({ name, hasDeletionVectors }) => {
		const source = `${select} ${readParquet(`getvariable(${quoteText(name)})`, columns)}`;
		if (!hasDeletionVectors) return `${source} ${columns.usesPartitionValues ? joinFiles : ''}`;
		return `${source} ${joinFiles}
			ANTI JOIN ${deletedRowsTable(files)} AS d ON d.ordinal = f.ordinal AND d.row = r.file_row_number`;
	});
	return {
		from: `(${branches.join(' UNION ALL ')})`,
		setup: lists.map(({ name, query }) => `SET VARIABLE ${name} = (${query})`),
	};
}

/** The query for the live rows in a slice of one file, in the order of the file. */
export function sliceQuery(
	columns: ScanColumns,
	files: SnapshotFiles,
	location: string,
	{ ordinal, start, end, hasDeletedRows }: FileSlice,
): string {
	const between = (row: string) => `${row} BETWEEN ${start} AND ${end - 1}`;
	const join = columns.usesPartitionValues
		? `INNER JOIN (SELECT * FROM ${files.table} WHERE ordinal = ${ordinal}) AS f ON true`
		: '';
	const antiJoin = hasDeletedRows
		? `ANTI JOIN (SELECT "row" FROM ${deletedRowsTable(files)} WHERE ordinal = ${ordinal} AND ${between('"row"')}) AS d
			ON d.row = r.file_row_number`
		: '';
	return `SELECT ${columns.select.join(', ') || '1'} FROM ${readParquet(`[${quoteText(exactFile(location))}]`, columns)}
		${join} ${antiJoin} WHERE ${between('r.file_row_number')} ORDER BY r.file_row_number`;
}

/** What `setup` sets, as values for `RunOptions.variables`, for statements that others run. */
export async function scanVariables(
	database: Database,
	files: SnapshotFiles,
	signal: AbortSignal,
): Promise<Readonly<Record<string, DuckDBValue>>> {
	const variables: Record<string, DuckDBValue> = {};
	for (const { name, query } of locationLists(files)) {
		const { rows } = await database.run(query, { signal });
		variables[name] = rows[0]?.[0] ?? null;
	}
	return variables;
}

/** Name of the table (`ordinal` INTEGER, `row` BIGINT) of a snapshot's deleted rows. */
function deletedRowsTable({ table }: SnapshotFiles): string {
	return `${table}_deleted`;
}

/** Makes and fills the table of a snapshot's deleted rows. */
export async function loadDeletedRows(
	database: Database,
	files: SnapshotFiles,
	deleted: Iterable<{ readonly ordinal: number; readonly rows: Iterable<bigint> }>,
	signal: AbortSignal,
): Promise<void> {
	const table = deletedRowsTable(files);
	await database.run(`CREATE OR REPLACE TABLE ${table} (ordinal INTEGER, "row" BIGINT)`, { signal });
	await database.append(table, rowsOf(deleted), { signal });
}

/** Frees the table of deleted rows of a snapshot that nobody reads any more, if there is one. */
export async function dropDeletedRows(database: Database, files: SnapshotFiles): Promise<void> {
	await database.run(`DROP TABLE IF EXISTS ${deletedRowsTable(files)}`, {
		signal: new AbortController().signal,
	});
}

/** Copies what a scan needs of a snapshot's tables from the database that loaded them into another. */
export async function copySnapshotTables(
	from: Database,
	to: Database,
	files: SnapshotFiles,
	signal: AbortSignal,
): Promise<void> {
	const tables = [files.table, ...(files.filesWithDeletionVector > 0 ? [deletedRowsTable(files)] : [])];
	for (const table of tables) {
		const query =
			table === files.table
				? `SELECT * EXCLUDE (stats, path, dvPathOrInlineDv) FROM ${table}`
				: `FROM ${table}`;
		const { columns, chunks } = await from.stream(query, { signal });
		const texts = columns.map(({ name, type }) => `"${name}" ${type}`);
		await to.run(`CREATE OR REPLACE TABLE ${table} (${texts.join(', ')})`, { signal });
		await to.appendChunks(table, chunks, { signal });
	}
}

function* rowsOf(deleted: Iterable<{ readonly ordinal: number; readonly rows: Iterable<bigint> }>) {
	for (const { ordinal, rows } of deleted) for (const row of rows) yield [ordinal, row];
}

interface LocationList {
	/** Of the variable that holds the list. */
	readonly name: string;
	readonly query: string;
	readonly hasDeletionVectors: boolean;
}

function locationLists({ table, numFiles, filesWithDeletionVector }: SnapshotFiles): readonly LocationList[] {
	const list = (suffix: string, condition: string, hasDeletionVectors: boolean): LocationList => ({
		name: `${table}_${suffix}`,
		query: `SELECT list(${exactFileText('location')} ORDER BY ordinal) FROM ${table} WHERE dvStorageType IS ${condition}`,
		hasDeletionVectors,
	});
	return [
		...(filesWithDeletionVector < numFiles ? [list('whole', 'NULL', false)] : []),
		...(filesWithDeletionVector > 0 ? [list('partial', 'NOT NULL', true)] : []),
	];
}

function readParquet(files: string, { parquetSchema }: ScanColumns): string {
	return `read_parquet(${files}, hive_partitioning = false, schema = ${parquetSchema}) AS r`;
}
