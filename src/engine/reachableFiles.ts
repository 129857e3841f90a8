import { mapInOrder } from '../base/mapInOrder';
import { DeltaError } from '../delta/fault';
import type { ObjectStore } from '../storage/objectStore';
import type { Snapshot } from './snapshot';

const readAhead = 16;

/**
 * Makes sure that the rows of a snapshot may be read, and that the files whose names look like patterns are there: DuckDB
 * would otherwise read what they match.
 *
 * @throws {DeltaError} `pathOutsideTable`, `storage` for a store that is not supported, `dataFileNotFound`.
 */
export async function assertReachable(
	store: ObjectStore,
	{ files, tablePath }: Snapshot,
	signal: AbortSignal,
): Promise<void> {
	if (files.unreachable) throw new DeltaError(files.unreachable);
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
