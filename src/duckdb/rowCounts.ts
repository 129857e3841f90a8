import { listValue } from '@duckdb/node-api';
import type { Database } from './database';
import { exactFile } from './exactFile';
import type { SnapshotFiles } from './snapshotFiles';

/**
 * Location and number of live rows of each file of a snapshot, by ordinal.
 *
 * @throws {Error} DuckDB's own, for a footer that cannot be read.
 */
export async function rowCountsOfFiles(
	database: Database,
	{ table }: SnapshotFiles,
	signal: AbortSignal,
): Promise<readonly { readonly location: string; readonly rows: number }[]> {
	const { rows } = await database.run(
		`SELECT location, numRecords, coalesce(dvCardinality, 0) FROM ${table} ORDER BY ordinal`,
		{ signal },
	);
	const uncounted = rows
		.filter(([, numRecords]) => numRecords === null)
		.map(([location]) => location ?? null);
	const footers = await footerCounts(database, uncounted.map(String), signal);
	return rows.map(([location, numRecords, deleted]) => {
		const physical = numRecords === null ? footers.get(String(location)) : Number(numRecords);
		if (physical === undefined) throw new Error(`DuckDB gave no row count of ${location}`);
		return { location: String(location), rows: physical - Number(deleted) };
	});
}

async function footerCounts(
	database: Database,
	locations: readonly string[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
	if (locations.length === 0) return new Map();
	const { rows } = await database.run('SELECT file_name, num_rows FROM parquet_file_metadata($locations)', {
		values: { locations: listValue(locations.map(exactFile)) },
		signal,
	});
	return new Map(rows.map(([name, count]) => [String(name), Number(count)]));
}
