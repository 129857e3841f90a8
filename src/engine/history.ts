import { type HistoryEntry as Commit, readHistory } from '../delta/commitHistory';
import type { HistoryEntry } from '../rpc/engine';
import { logStoreOf } from '../storage/objectLogStore';
import type { ObjectStore } from '../storage/objectStore';

/**
 * The commits of a table, newest first.
 *
 * @throws {DeltaError} like `readHistory`.
 */
export async function tableHistory(
	store: ObjectStore,
	tablePath: string,
	{ limit, signal }: { readonly limit?: number; readonly signal: AbortSignal },
): Promise<readonly HistoryEntry[]> {
	const log = logStoreOf(store, tablePath);
	const commits = await readHistory(log, { ...(limit === undefined ? {} : { limit }), signal });
	return commits.map(historyEntry);
}

/** The values of a record as text: strings as they are, everything else as JSON. */
export function textValues(
	record: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(record ?? {})
			.filter(([, value]) => value !== null && value !== undefined)
			.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
	);
}

function historyEntry(commit: Commit): HistoryEntry {
	const { version, timestampMs, commitInfo, filesAdded, filesRemoved, rowsAdded, rowsRemoved } = commit;
	const { operation, userName, engineInfo, userMetadata, isBlindAppend } = commitInfo ?? {};
	return {
		version,
		timestampMs,
		operation: operation ?? 'UNKNOWN',
		operationParameters: textValues(commitInfo?.operationParameters),
		operationMetrics: textValues(commitInfo?.operationMetrics),
		...(userName !== undefined && { userName }),
		...(engineInfo !== undefined && { engineInfo }),
		...(userMetadata !== undefined && { userMetadata }),
		...(isBlindAppend !== undefined && { isBlindAppend }),
		filesAdded,
		filesRemoved,
		...(rowsAdded !== undefined && { rowsAdded }),
		...(rowsRemoved !== undefined && { rowsRemoved }),
	};
}
