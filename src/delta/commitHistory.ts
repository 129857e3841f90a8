import { mapInOrder } from '../base/mapInOrder';
import type { AddFile, CommitInfo, RemoveFile } from './actions';
import { DeltaError } from './fault';
import { parseLogListing } from './logListing';
import { parseCommit } from './logReplay';
import type { LogEntry, LogStore } from './logStore';
import { numRecordsOf } from './statistics';
import { asEpochMillis, type EpochMillis, type Version } from './units';

/** What one commit did. */
export interface HistoryEntry {
	readonly version: Version;
	/** The in-commit timestamp where there is one, else the file's, made greater than that of the commit before. */
	readonly timestampMs: EpochMillis;
	readonly commitInfo?: CommitInfo;
	readonly filesAdded: number;
	readonly filesRemoved: number;
	/** Rows that are new, by the statistics; absent when a file has none. Rearranged rows do not count. */
	readonly rowsAdded?: number;
	/** Rows that are gone, by the statistics; absent when a file has none. */
	readonly rowsRemoved?: number;
}

export interface HistoryOptions {
	/** How many commits at most, from the newest. Default: all. */
	readonly limit?: number;
	readonly signal: AbortSignal;
}

/** How many files are read at a time. */
const readAhead = 16;

/**
 * The commits that the log still has, newest first. Those that were cleaned up are simply not there.
 *
 * @throws {DeltaError} `notADeltaTable`, and `corruptLog` for a commit that is not well formed.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#commit-provenance-information
 */
export async function readHistory(
	log: LogStore,
	{ limit = Number.POSITIVE_INFINITY, signal }: HistoryOptions,
): Promise<readonly HistoryEntry[]> {
	signal.throwIfAborted();
	const entries = await log.list({ signal });
	const path = log.tablePath;
	if (!entries) throw new DeltaError({ code: 'notADeltaTable', path, reason: 'noLog' });
	const { commits, checkpoints, v2Checkpoints } = parseLogListing(entries);
	if (commits.size + checkpoints.size + v2Checkpoints.size === 0) {
		throw new DeltaError({ code: 'notADeltaTable', path, reason: 'emptyLog' });
	}
	const newestFirst = [...commits].sort(([a], [b]) => b - a);
	const changes = await readChanges(log, newestFirst.slice(0, limit), signal);
	const needsTimes = changes.some(({ commitInfo }) => commitInfo?.inCommitTimestamp === undefined);
	const times = needsTimes ? await fileTimes(log, newestFirst.toReversed(), entries, signal) : noTimes;
	return changes.flatMap((change) => {
		const timestampMs = change.commitInfo?.inCommitTimestamp ?? times.get(change.version);
		return timestampMs === undefined ? [] : [{ ...change, timestampMs }];
	});
}

const noTimes: ReadonlyMap<Version, EpochMillis> = new Map();

type Change = Omit<HistoryEntry, 'timestampMs'>;
type NamedCommit = readonly [version: Version, fileName: string];

async function readChanges(
	log: LogStore,
	commits: readonly NamedCommit[],
	signal: AbortSignal,
): Promise<readonly Change[]> {
	const changes: Change[] = [];
	const read = ([, name]: NamedCommit): Promise<string | undefined> => log.readText(name, { signal });
	for await (const [[version, name], text] of mapInOrder(commits, read, readAhead)) {
		signal.throwIfAborted();
		if (text !== undefined) changes.push(changeOf(version, text, log.locate(name)));
	}
	return changes;
}

/**
 * The time of each commit's file, made strictly ascending: clocks differ between writers, versions must not.
 * It takes all commits, also where only the newest are asked for, so that a commit's time is always the same.
 */
async function fileTimes(
	log: LogStore,
	oldestFirst: readonly NamedCommit[],
	entries: readonly LogEntry[],
	signal: AbortSignal,
): Promise<ReadonlyMap<Version, EpochMillis>> {
	const listed = new Map(entries.map(({ name, modificationTimeMs }) => [name, modificationTimeMs]));
	const timeOf = async ([, name]: NamedCommit): Promise<EpochMillis | undefined> =>
		listed.get(name) ?? (await log.stat(name, { signal }))?.modificationTimeMs;
	const times = new Map<Version, EpochMillis>();
	let previous = Number.NEGATIVE_INFINITY;
	for await (const [[version], time] of mapInOrder(oldestFirst, timeOf, readAhead)) {
		signal.throwIfAborted();
		if (time === undefined) continue;
		previous = Math.max(time, previous + 1);
		times.set(version, asEpochMillis(previous));
	}
	return times;
}

function changeOf(version: Version, text: string, file: string): Change {
	const adds: AddFile[] = [];
	const removes: RemoveFile[] = [];
	let commitInfo: CommitInfo | undefined;
	for (const action of parseCommit(text, file)) {
		if (action.kind === 'add') adds.push(action);
		else if (action.kind === 'remove') removes.push(action);
		else if (action.kind === 'commitInfo') {
			const { kind: _, ...info } = action;
			commitInfo = info;
		}
	}
	return {
		version,
		...(commitInfo && { commitInfo }),
		filesAdded: adds.length,
		filesRemoved: removes.length,
		...rowChanges(adds, removes),
	};
}

/** A file that is removed and added again in one commit got other deletion vectors: only the difference changed. */
function rowChanges(
	adds: readonly AddFile[],
	removes: readonly RemoveFile[],
): { readonly rowsAdded?: number; readonly rowsRemoved?: number } {
	const removed = new Map(
		removes.filter(({ dataChange }) => dataChange).map((remove) => [remove.path, remove]),
	);
	let rowsAdded: number | undefined = 0;
	let rowsRemoved: number | undefined = 0;
	for (const add of adds) {
		if (!add.dataChange) continue;
		const before = removed.get(add.path);
		removed.delete(add.path);
		if (before) {
			const restored = (before.deletionVector?.cardinality ?? 0) - (add.deletionVector?.cardinality ?? 0);
			rowsAdded = sum(rowsAdded, Math.max(0, restored));
			rowsRemoved = sum(rowsRemoved, Math.max(0, -restored));
		} else rowsAdded = sum(rowsAdded, liveRows(add));
	}
	for (const remove of removed.values()) rowsRemoved = sum(rowsRemoved, liveRows(remove));
	return {
		...(rowsAdded !== undefined && { rowsAdded }),
		...(rowsRemoved !== undefined && { rowsRemoved }),
	};
}

function liveRows({ stats, deletionVector }: AddFile | RemoveFile): number | undefined {
	const physical = numRecordsOf(stats);
	return physical === undefined ? undefined : physical - (deletionVector?.cardinality ?? 0);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? undefined : a + b;
}
