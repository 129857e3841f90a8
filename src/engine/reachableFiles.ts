import { mapInOrder } from '../base/mapInOrder';
import { DeltaError } from '../delta/fault';
import { duckdbFault } from '../duckdb/duckdbFault';
import { assertFieldIds } from '../duckdb/fieldIds';
import type { ObjectStore } from '../storage/objectStore';
import { assertFilesInside } from './confinedFiles';
import type { FileAccess } from './deletedRows';
import { nameCorruptFile } from './nameCorruptFile';
import type { Snapshot } from './snapshot';

/** What the files of a table are checked with. */
export interface CheckAccess extends FileAccess {
	readonly memoryLimit: string;
}

const readAhead = 16;

/**
 * Makes sure that the rows of a snapshot may be read, also once links are followed, that the files whose names look like patterns are there (DuckDB
 * would otherwise read what they match), and that columns can be found in the files.
 *
 * @throws {DeltaError} `pathOutsideTable`, `storage` for a store that is not supported, `dataFileNotFound`,
 * `corruptData` for files without the field ids that the table needs.
 */
export async function assertReachable(
	access: CheckAccess,
	snapshot: Snapshot,
	signal: AbortSignal,
): Promise<void> {
	const { files, tablePath } = snapshot;
	if (files.unreachable) throw new DeltaError(files.unreachable);
	await assertThere(access.store, snapshot, signal);
	await snapshot.checkedFiles.get(async () => {
		if (!access.allowOutside) await assertInsideTable(access, snapshot, signal);
		try {
			await assertFieldIds(access.database, snapshot, files, signal);
		} catch (error) {
			signal.throwIfAborted();
			const fault = duckdbFault(error, { tables: [tablePath], memoryLimit: access.memoryLimit }) ?? error;
			throw await nameCorruptFile(fault, { database: access.database, snapshots: [snapshot], signal });
		}
	});
}

/** The engine's own database follows links, and reads files for writers and where the log has no row counts. */
async function assertInsideTable(
	{ database }: CheckAccess,
	{ files, tablePath }: Snapshot,
	signal: AbortSignal,
): Promise<void> {
	const { rows } = await database.run(`SELECT location FROM ${files.table}`, { signal });
	const locations = rows.map(([location]) => String(location));
	await assertFilesInside(tablePath, locations, signal);
}

async function assertThere(
	store: ObjectStore,
	{ files, tablePath }: Snapshot,
	signal: AbortSignal,
): Promise<void> {
	const stat = async (path: string) => {
		try {
			return await store.stat(path, { signal });
		} catch (error) {
			if (error instanceof DeltaError && error.fault.code === 'storage' && error.fault.kind === 'notFound') {
				throw new DeltaError({ code: 'dataFileNotFound', file: path, table: tablePath }, { cause: error });
			}
			throw error;
		}
	};
	for await (const _ of mapInOrder(files.patternLocations, stat, readAhead)) signal.throwIfAborted();
}
