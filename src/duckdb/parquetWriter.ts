import { mkdir } from 'node:fs/promises';
import { DuckDBMapValue, type DuckDBValue } from '@duckdb/node-api';
import { type Database, type QueryResult, quoteName, quoteText, type RunOptions } from './database';

/** What the footer of a Parquet file says about one leaf column, values as DuckDB prints them. */
export interface ColumnStatistics {
	/** Names from the top-level column down; lists and maps have `element`, `key` and `value` below them. */
	readonly path: readonly string[];
	/** Bounds leave NaN out, and may be absent or wider than the values for long strings. */
	readonly min?: string;
	readonly max?: string;
	readonly nullCount: number;
	readonly hasNaN: boolean;
}

export interface ParquetFile {
	/** Absolute. */
	readonly path: string;
	readonly rowCount: number;
	readonly sizeInBytes: number;
	readonly columns: readonly ColumnStatistics[];
}

/** A column of the files, with what lies below it in its type. */
export interface FieldIds {
	readonly name: string;
	/** Absent for columns, elements, keys and values that have no id of their own. */
	readonly id?: number;
	readonly children: readonly FieldIds[];
}

export interface ParquetOptions extends RunOptions {
	/** Absolute path of a folder for these files alone; made when it is not there. */
	readonly folder: string;
	/** Size at which a file is closed and the next one begun; files are larger by up to a row group. */
	readonly targetFileBytes: number;
	/** Ids of the columns, for tables with column mapping. */
	readonly fieldIds?: readonly FieldIds[];
}

/**
 * Writes the rows of a query into Parquet files, in order, one file after the other.
 *
 * The files are not durable yet. When it fails or is aborted, parts of files stay in the folder: the caller owns it.
 *
 * @param query DuckDB text whose columns have the names and types that the files are to have.
 * @returns the files that have rows, in the order of the rows.
 * @throws like `Database.run`.
 */
export async function writeParquet(
	database: Database,
	query: string,
	{ folder, targetFileBytes, fieldIds, ...run }: ParquetOptions,
): Promise<readonly ParquetFile[]> {
	await mkdir(folder, { recursive: true });
	const options = [
		'FORMAT parquet',
		'COMPRESSION zstd',
		'RETURN_STATS',
		`FILE_SIZE_BYTES ${targetFileBytes}`,
		`FILENAME_PATTERN 'data-{i}'`,
		...(fieldIds ? [`FIELD_IDS ${fieldIdText(fieldIds)}`] : []),
	];
	const result = await database.run(`COPY (${query}) TO ${quoteText(folder)} (${options.join(', ')})`, run);
	return filesOf(result)
		.filter(({ rowCount }) => rowCount > 0)
		.sort((a, b) => fileNumber(a.path) - fileNumber(b.path));
}

function fileNumber(path: string): number {
	const [, digits] = /data-(\d+)\.parquet$/.exec(path) ?? [];
	if (digits === undefined) throw new Error(`${path} is not named as asked for`);
	return Number(digits);
}

function fieldIdText(fields: readonly FieldIds[]): string {
	return `{${fields.map((field) => `${quoteName(field.name)}: ${fieldIdValue(field)}`).join(', ')}}`;
}

function fieldIdValue({ id, children }: FieldIds): string {
	if (children.length === 0) return String(id);
	const own = id === undefined ? [] : [`__duckdb_field_id: ${id}`];
	const below = children.map((child) => `${quoteName(child.name)}: ${fieldIdValue(child)}`);
	return `{${[...own, ...below].join(', ')}}`;
}

function filesOf(result: QueryResult): readonly ParquetFile[] {
	return result.objects().map((row) => ({
		path: String(row['filename']),
		rowCount: Number(row['count']),
		sizeInBytes: Number(row['file_size_bytes']),
		columns: entriesOf(row['column_statistics']).map(([path, statistics]) =>
			columnStatistics(parseColumnPath(String(path)), statistics),
		),
	}));
}

function columnStatistics(path: readonly string[], value: DuckDBValue): ColumnStatistics {
	const fields = new Map(entriesOf(value).map(([key, text]) => [String(key), String(text)]));
	const min = fields.get('min');
	const max = fields.get('max');
	return {
		path,
		...(min === undefined ? {} : { min }),
		...(max === undefined ? {} : { max }),
		nullCount: Number(fields.get('null_count')),
		hasNaN: fields.get('has_nan') === 'true',
	};
}

function entriesOf(value: DuckDBValue | undefined): readonly (readonly [DuckDBValue, DuckDBValue])[] {
	if (!(value instanceof DuckDBMapValue)) throw new Error('RETURN_STATS gave no map');
	return value.entries.map(({ key, value: inner }) => [key, inner]);
}

/** The names of a path such as `"st"."we""ird"`. */
function parseColumnPath(text: string): readonly string[] {
	return [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, name = '']) => name.replaceAll('""', '"'));
}
