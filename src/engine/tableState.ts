import { DeltaError } from '../delta/fault';
import { replayCommits } from '../delta/logReplay';
import { readLogSegment } from '../delta/logSegment';
import { logStoreOf } from '../storage/objectLogStore';
import type { ObjectStore } from '../storage/objectStore';
import type { TableState } from './transaction';

/**
 * The latest state of a table whose log has no checkpoint that would hold protocol or metadata.
 *
 * @throws {DeltaError} as `readLogSegment` and `replayCommits`; `corruptLog` when the commits lack either.
 */
export async function readTableState(
	store: ObjectStore,
	tablePath: string,
	signal: AbortSignal,
): Promise<TableState> {
	const log = logStoreOf(store, tablePath);
	const segment = await readLogSegment(log, { signal });
	const { protocol, metadata } = await replayCommits(log, segment, signal);
	if (protocol && metadata) return { version: segment.version, protocol, metadata };
	throw new DeltaError({
		code: 'corruptLog',
		file: log.locate(''),
		reason: 'the commits have no protocol and metadata',
	});
}
