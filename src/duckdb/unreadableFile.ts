import { listValue } from '@duckdb/node-api';
import type { Database } from './database';
import { exactFile } from './exactFile';
import type { SnapshotFiles } from './snapshotFiles';

/**
 * The first file of a snapshot that cannot be read, for errors of DuckDB that do not name it. Reads the files one by
 * one, each as a whole, until it is found.
 *
 * @returns `undefined` when all of them can be read.
 */
export async function unreadableFile(
	database: Database,
	{ table }: SnapshotFiles,
	signal: AbortSignal,
): Promise<string | undefined> {
	const { rows } = await database.run(`SELECT location FROM ${table} ORDER BY ordinal`, { signal });
	for (const location of rows.map(([value]) => String(value))) {
		try {
			await database.run(
				'SELECT bit_xor(hash(COLUMNS(*))) FROM read_parquet($files, hive_partitioning = false)',
				{
					values: { files: listValue([exactFile(location)]) },
					signal,
				},
			);
		} catch {
			signal.throwIfAborted();
			return location;
		}
	}
	return undefined;
}
