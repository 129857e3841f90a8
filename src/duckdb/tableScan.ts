import { type Database, quoteText } from './database';
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
	/** Row numbers inside the slice that are deleted. */
	readonly deleted: readonly bigint[];
}

/**
 * The scan of a whole snapshot, for a database that has the tables of its files and of its deleted rows.
 *
 * Files without deletion vector are scanned apart, so that they do not pay for those that have one.
 */
export function tableScan(columns: ScanColumns, files: SnapshotFiles): TableScan {
	const { table, numFiles, filesWithDeletionVector } = files;
	if (numFiles === 0) return { from: `(${columns.empty})`, setup: [] };
	const branches: string[] = [];
	const setup: string[] = [];
	const select = `SELECT ${columns.select.join(', ') || '1'} FROM`;
	const join = `INNER JOIN ${table} AS f ON f.location = r.filename`;
	if (filesWithDeletionVector < numFiles) {
		const list = `${table}_whole`;
		setup.push(setLocations(list, table, 'dvStorageType IS NULL'));
		const files = columns.usesPartitionValues ? join : '';
		branches.push(`${select} ${readParquet(`getvariable(${quoteText(list)})`, columns)} ${files}`);
	}
	if (filesWithDeletionVector > 0) {
		const list = `${table}_partial`;
		setup.push(setLocations(list, table, 'dvStorageType IS NOT NULL'));
		branches.push(
			`${select} ${readParquet(`getvariable(${quoteText(list)})`, columns)} ${join}
				ANTI JOIN ${deletedRowsTable(files)} AS d ON d.ordinal = f.ordinal AND d.row = r.file_row_number`,
		);
	}
	return { from: `(${branches.join(' UNION ALL ')})`, setup };
}

/** The query for a few rows of one file, in the order of the file. */
export function sliceQuery(
	columns: ScanColumns,
	files: SnapshotFiles,
	location: string,
	{ ordinal, start, end, deleted }: FileSlice,
): string {
	const rows = `r.file_row_number BETWEEN ${start} AND ${end - 1}`;
	const live = deleted.length === 0 ? '' : ` AND r.file_row_number NOT IN (${deleted.join(', ')})`;
	const source = readParquet(`[${quoteText(location)}]`, columns);
	const join = columns.usesPartitionValues
		? `INNER JOIN (SELECT * FROM ${files.table} WHERE ordinal = ${ordinal}) AS f ON true`
		: '';
	return `SELECT ${columns.select.join(', ') || '1'} FROM ${source} ${join} WHERE ${rows}${live} ORDER BY r.file_row_number`;
}

/** Name of the table (`ordinal` INTEGER, `row` BIGINT) of a snapshot's deleted rows. */
export function deletedRowsTable({ table }: SnapshotFiles): string {
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

function setLocations(variable: string, table: string, condition: string): string {
	return `SET VARIABLE ${variable} = (SELECT list(location ORDER BY ordinal) FROM ${table} WHERE ${condition})`;
}

function readParquet(files: string, { parquetSchema }: ScanColumns): string {
	return `read_parquet(${files}, hive_partitioning = false, schema = ${parquetSchema}) AS r`;
}
