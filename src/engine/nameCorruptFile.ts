import { DeltaError } from '../delta/fault';
import type { Database } from '../duckdb/database';
import { unreadableFile } from '../duckdb/unreadableFile';
import type { Snapshot } from './snapshot';

/**
 * An error with the file that it is about: DuckDB does not name it when it meets damage inside of a file, and then
 * the fault has only the tables that were read.
 *
 * @returns every other error as it is.
 * @throws the signal's reason when aborted.
 */
export async function nameCorruptFile(
	error: unknown,
	{
		database,
		snapshots,
		signal,
	}: {
		readonly database: Database;
		readonly snapshots: readonly Snapshot[];
		readonly signal: AbortSignal;
	},
): Promise<unknown> {
	if (!(error instanceof DeltaError) || error.fault.code !== 'corruptData') return error;
	const tables = snapshots.map(({ tablePath }) => tablePath).join(', ');
	if (error.fault.file !== tables) return error;
	for (const { files } of snapshots) {
		const { rows } = await database.run(`SELECT location FROM ${files.table} ORDER BY ordinal`, { signal });
		const locations = rows.map(([location]) => String(location));
		const file = await unreadableFile(database, locations, signal);
		if (file !== undefined) return new DeltaError({ ...error.fault, file }, { cause: error.cause });
	}
	return error;
}
