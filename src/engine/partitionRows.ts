import { serializePartitionValue } from '../delta/partitionValue';
import type { RunOptions } from '../duckdb/database';
import { quoteName } from '../sql/functions/duckdbText';
import type { StoredColumn } from './storedColumns';
import type { WriterContext } from './writerContext';

/** The values of one partition, by physical name in the order of the partition columns, as the log has them. */
export type PartitionValues = readonly (readonly [column: string, value: string | null])[];

/** The rows of a query, sorted by partition in a table of the database. */
export interface PartitionedRows {
	/** In the order in which the rows first show them. */
	readonly partitions: readonly {
		readonly values: PartitionValues;
		/** DuckDB text: the rows of the partition in their order, without the partition columns. */
		readonly query: string;
	}[];
	/** Frees the table. */
	drop(): Promise<void>;
}

/**
 * Runs a query once and sorts its rows by partition, keeping their order inside each.
 *
 * @param query DuckDB text whose columns have physical names.
 * @param fileColumns the columns that the partitions' queries give.
 * @throws like `Database.run`.
 */
export async function partitionRows(
	{ database, newId }: WriterContext,
	query: string,
	columns: { readonly partition: readonly StoredColumn[]; readonly file: readonly StoredColumn[] },
	run: RunOptions,
): Promise<PartitionedRows> {
	const id = newId();
	const rows = quoteName(`rows ${id}`);
	const sorted = quoteName(`sorted ${id}`);
	// A name of its own for each, whatever the columns are called.
	const texts = columns.partition.map((_, index) => quoteName(`partition ${index} ${id}`));
	const group = quoteName(`partition ${id}`);
	const quiet = { signal: run.signal };
	const drop = async () => {
		// Must also work after an abort.
		const unbound = { signal: new AbortController().signal };
		for (const table of [rows, sorted]) await database.run(`DROP TABLE IF EXISTS ${table}`, unbound);
	};
	try {
		const textColumns = columns.partition.map(
			({ physicalName }, index) =>
				`nullif(CAST(${quoteName(physicalName)} AS VARCHAR), '') AS ${texts[index]}`,
		);
		await database.run(`CREATE TABLE ${rows} AS SELECT *, ${textColumns.join(', ')} FROM (${query})`, run);
		const groups = await database.run(
			`SELECT ${texts.join(', ')} FROM ${rows} GROUP BY ${texts.join(', ')} ORDER BY min(rowid)`,
			quiet,
		);
		const numbered = `SELECT ${texts.join(', ')}, row_number() OVER (ORDER BY min(rowid)) AS ${group} FROM ${rows} GROUP BY ${texts.join(', ')}`;
		const same = texts.map((text) => `r.${text} IS NOT DISTINCT FROM g.${text}`).join(' AND ');
		await database.run(
			`CREATE TABLE ${sorted} AS SELECT r.*, g.${group} FROM ${rows} AS r JOIN (${numbered}) AS g ON ${same} ORDER BY g.${group}, r.rowid`,
			quiet,
		);
		await database.run(`DROP TABLE ${rows}`, quiet);
		const selected = columns.file.map(({ physicalName }) => quoteName(physicalName)).join(', ');
		return {
			partitions: groups.rows.map((row, index) => ({
				values: columns.partition.map(({ physicalName, type }, position) => [
					physicalName,
					serializePartitionValue(type, textOf(row[position])),
				]),
				query: `SELECT ${selected} FROM ${sorted} WHERE ${group} = ${index + 1}`,
			})),
			drop,
		};
	} catch (error) {
		await drop();
		throw error;
	}
}

function textOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string') return value;
	throw new Error('a partition value is not text');
}
