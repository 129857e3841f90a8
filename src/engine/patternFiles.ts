import { mapInOrder } from '../base/mapInOrder';
import { DeltaError } from '../delta/fault';
import type { ObjectStore } from '../storage/objectStore';
import type { Snapshot } from './snapshot';

const readAhead = 16;

/**
 * Makes sure that the files whose names look like patterns are there: DuckDB would otherwise read what they match.
 *
 * @throws {DeltaError} `dataFileNotFound`.
 */
export async function assertPatternFiles(
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
