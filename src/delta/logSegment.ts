import { DeltaError } from './fault';
import { parseLastCheckpoint } from './lastCheckpoint';
import { lastCheckpointFileName, versionPrefix } from './logFileName';
import { type LogListing, parseLogListing, readableVersions } from './logListing';
import type { LogStore } from './logStore';
import { asVersion, type Version } from './units';

export interface CommitFile {
	readonly version: Version;
	/** Name inside `_delta_log`. */
	readonly fileName: string;
}

/** The files of a log that make up one version of a table: at most one checkpoint, and the commits after it. */
export interface LogSegment {
	readonly tablePath: string;
	readonly version: Version;
	/** `fileNames` are names inside `_delta_log`: one, or all parts of a multi-part checkpoint in order. */
	readonly checkpoint?: { readonly version: Version; readonly fileNames: readonly string[] };
	/** Ascending, without a gap, up to `version`; all of them are newer than the checkpoint. */
	readonly commits: readonly CommitFile[];
}

export interface LogSegmentOptions {
	/** Default: the latest. */
	readonly version?: Version;
	readonly signal: AbortSignal;
}

/**
 * Finds the files that make up a version: one read of `_last_checkpoint` and one listing, a second listing only when
 * that hint does not lead to the version.
 *
 * @throws {DeltaError} `notADeltaTable` when there is no log or nothing in it; `versionNotFound` when the version is
 * not there (any more); `missingCommit` for a gap after the newest checkpoint; `unsupportedFeatures` when only a V2
 * checkpoint could bridge the gap.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#action-reconciliation
 */
export async function readLogSegment(
	log: LogStore,
	{ version, signal }: LogSegmentOptions,
): Promise<LogSegment> {
	signal.throwIfAborted();
	return (await segmentFromHint(log, version, signal)) ?? (await segmentFromListing(log, version, signal));
}

/** @returns `undefined` when there is no hint, or it is of no help for this version. */
async function segmentFromHint(
	log: LogStore,
	version: Version | undefined,
	signal: AbortSignal,
): Promise<LogSegment | undefined> {
	const text = await log.readText(lastCheckpointFileName, { signal });
	const hint = text === undefined ? undefined : parseLastCheckpoint(text);
	if (!hint || (version !== undefined && hint.version > version)) return undefined;
	const entries = await log.list({ startFrom: versionPrefix(hint.version), signal });
	if (!entries) return undefined;
	const listing = parseLogListing(entries);
	const target = version ?? latestVersion(listing);
	const found = target === undefined ? undefined : assemble(log, listing, target);
	return found?.missing === undefined ? found?.segment : undefined;
}

async function segmentFromListing(
	log: LogStore,
	version: Version | undefined,
	signal: AbortSignal,
): Promise<LogSegment> {
	const entries = await log.list({ signal });
	const path = log.tablePath;
	if (!entries) throw new DeltaError({ code: 'notADeltaTable', path, reason: 'noLog' });
	const listing = parseLogListing(entries);
	const latest = latestVersion(listing);
	if (latest === undefined) throw new DeltaError({ code: 'notADeltaTable', path, reason: 'emptyLog' });
	const target = version ?? latest;
	const { segment, missing } = assemble(log, listing, target);
	if (missing === undefined) return segment;
	throw cannotReach(path, listing, { target, latest, missing });
}

/** The highest version that a commit or a checkpoint of any form bears witness of. */
function latestVersion({ commits, checkpoints, v2Checkpoints }: LogListing): Version | undefined {
	let latest: Version | undefined;
	for (const versions of [commits.keys(), checkpoints.keys(), v2Checkpoints]) {
		for (const version of versions) if (latest === undefined || version > latest) latest = version;
	}
	return latest;
}

/** The segment as far as the files go, and the first commit that it lacks. */
function assemble(
	log: LogStore,
	listing: LogListing,
	target: Version,
): { readonly segment: LogSegment; readonly missing?: Version } {
	const checkpoint = newestCheckpoint(listing, target);
	const commits: CommitFile[] = [];
	let missing: Version | undefined;
	for (let next = checkpoint ? checkpoint.version + 1 : 0; next <= target && missing === undefined; next++) {
		const version = asVersion(next);
		const fileName = listing.commits.get(version);
		if (fileName === undefined) missing = version;
		else commits.push({ version, fileName });
	}
	const segment = { tablePath: log.tablePath, version: target, ...(checkpoint && { checkpoint }), commits };
	return missing === undefined ? { segment } : { segment, missing };
}

function newestCheckpoint({ checkpoints }: LogListing, target: Version): LogSegment['checkpoint'] {
	let newest: LogSegment['checkpoint'];
	for (const [version, fileNames] of checkpoints) {
		if (version <= target && (!newest || version > newest.version)) newest = { version, fileNames };
	}
	return newest;
}

function cannotReach(
	path: string,
	listing: LogListing,
	at: { readonly target: Version; readonly latest: Version; readonly missing: Version },
): DeltaError {
	const { target, latest, missing } = at;
	if (
		[...listing.v2Checkpoints].some((version) => version >= missing && version <= Math.min(target, latest))
	) {
		return new DeltaError({
			code: 'unsupportedFeatures',
			path,
			operation: 'read',
			features: ['v2Checkpoint'],
		});
	}
	const readable = readableVersions(listing);
	if (readable && (target > latest || target < readable.earliest)) {
		return new DeltaError({ code: 'versionNotFound', path, requested: target, ...readable });
	}
	return new DeltaError({ code: 'missingCommit', path, version: missing });
}
