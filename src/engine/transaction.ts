import type { Action, CommitInfo, Metadata, Protocol } from '../delta/actions';
import { serializeCommit } from '../delta/commit';
import { DeltaError } from '../delta/fault';
import { commitFileName } from '../delta/logFileName';
import { parseCommit } from '../delta/logReplay';
import type { LogStore } from '../delta/logStore';
import { asVersion, type Version } from '../delta/units';
import { logStoreOf } from '../storage/objectLogStore';
import type { DataFiles } from './dataFiles';
import { engineInfo } from './engineInfo';
import type { WriterContext } from './writerContext';

/** What a writer must know of the version that it builds on. */
export interface TableState {
	readonly version: Version;
	readonly protocol: Protocol;
	readonly metadata: Metadata;
}

/** What a write did. */
export interface WriteResult {
	/** Absent when there was nothing to do. */
	readonly version?: Version;
	/** By Delta's names of operation metrics. */
	readonly metrics: Readonly<Record<string, string>>;
}

export interface AppendCommit {
	readonly tablePath: string;
	/** Absent for a new table. */
	readonly base?: TableState;
	readonly operation: string;
	readonly operationParameters: Readonly<Record<string, string | null>>;
	/** Protocol and metadata of a new table. */
	readonly setUp: readonly Action[];
	readonly files: DataFiles;
	/** Whether the rows depend on what the table held at the base version. */
	readonly readsTable: boolean;
	readonly signal: AbortSignal;
}

/** How many versions other writers may take before an append gives up. */
const maxAttempts = 200;

/**
 * Commits data files that add rows, at the next free version. When it rejects, the files are discarded, except where
 * it cannot be known whether the commit took place.
 *
 * @throws {DeltaError} `concurrentCommit` when another writer changed the table's metadata or protocol, or rows that
 * these depend on; `tableAlreadyExists` when a new table is there already; `storage`.
 * @throws the signal's reason when aborted before the commit took place.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#creation-of-new-log-entries
 */
export async function commitAppend(context: WriterContext, commit: AppendCommit): Promise<WriteResult> {
	const { base, tablePath, files, signal } = commit;
	const log = logStoreOf(context.store, tablePath);
	const txnId = context.newId();
	const metrics = metricsOf(files);
	const first = base ? base.version + 1 : 0;
	let attempt: Attempt = { version: asVersion(first), txnId };
	try {
		for (let tries = 0; tries < maxAttempts; tries++) {
			attempt = { version: asVersion(first + tries), txnId };
			const text = serializeCommit([
				{ kind: 'commitInfo', ...commitInfo(context, commit, attempt, metrics) },
				...commit.setUp,
				...files.adds.map((add) => ({ kind: 'add' as const, ...add })),
			]);
			const path = log.locate(commitFileName(attempt.version));
			if (await context.store.putIfAbsent(path, new TextEncoder().encode(text), { signal })) {
				return { version: attempt.version, metrics };
			}
			await assertCompatible(log, attempt.version, commit);
		}
		throw new DeltaError({ code: 'concurrentCommit', path: tablePath, version: attempt.version });
	} catch (error) {
		if (await tookPlace(log, attempt)) return { version: attempt.version, metrics };
		await files.discard();
		throw error;
	}
}

interface Attempt {
	readonly version: Version;
	readonly txnId: string;
}

/** @throws what prevents to know: the data files must then stay, as a commit may name them. */
async function tookPlace(log: LogStore, { version, txnId }: Attempt): Promise<boolean> {
	const name = commitFileName(version);
	const text = await log.readText(name, { signal: new AbortController().signal });
	// Compared as text: a commit of another writer that is malformed is not ours either.
	return text?.includes(JSON.stringify(txnId)) === true;
}

/** Refuses to build on a commit that changes what this one relies on. */
async function assertCompatible(
	log: LogStore,
	version: Version,
	{ tablePath, base, readsTable, signal }: AppendCommit,
): Promise<void> {
	if (!base) throw new DeltaError({ code: 'tableAlreadyExists', name: tablePath });
	const name = commitFileName(version);
	const text = await log.readText(name, { signal });
	if (text === undefined) throw new DeltaError({ code: 'missingCommit', path: tablePath, version });
	for (const action of parseCommit(text, log.locate(name))) {
		const changesTable = action.kind === 'metaData' || action.kind === 'protocol';
		const changesRows = (action.kind === 'add' || action.kind === 'remove') && action.dataChange;
		if (changesTable || (readsTable && changesRows)) {
			throw new DeltaError({ code: 'concurrentCommit', path: tablePath, version });
		}
	}
}

function commitInfo(
	context: WriterContext,
	{ base, operation, operationParameters, readsTable }: AppendCommit,
	{ txnId }: Attempt,
	operationMetrics: Readonly<Record<string, string>>,
): CommitInfo {
	return {
		timestamp: context.now(),
		operation,
		operationParameters,
		...(base ? { readVersion: base.version } : {}),
		isolationLevel: 'Serializable',
		isBlindAppend: !readsTable,
		operationMetrics,
		engineInfo,
		txnId,
	};
}

function metricsOf({ adds, rowCount, sizeInBytes }: DataFiles): Readonly<Record<string, string>> {
	return {
		numFiles: String(adds.length),
		numOutputRows: String(rowCount),
		numOutputBytes: String(sizeInBytes),
	};
}
