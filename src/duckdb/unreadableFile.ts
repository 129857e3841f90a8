import { listValue } from '@duckdb/node-api';
import type { Database } from './database';
import { exactFile } from './exactFile';

/**
 * The first of some Parquet files that cannot be read, for errors of DuckDB that do not name it. Reads the files one by
 * one, each as a whole, until it is found.
 *
 * @returns `undefined` when all of them can be read.
 */
export async function unreadableFile(
	database: Database,
	locations: readonly string[],
	signal: AbortSignal,
): Promise<string | undefined> {
	for (const location of locations) {
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
