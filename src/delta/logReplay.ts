import { mapInOrder } from '../base/mapInOrder';
import { parseAction } from './action';
import type {
	Action,
	AddFile,
	CommitInfo,
	DomainMetadata,
	Metadata,
	Protocol,
	SetTransaction,
} from './actions';
import { DeltaError } from './fault';
import { fileKey } from './fileKey';
import type { LogSegment } from './logSegment';
import type { LogStore } from './logStore';

/** How many commits are read ahead of the one that is being replayed. */
const readAhead = 16;

/** What the commits of a segment add up to; what its checkpoint says comes before all of it. */
export interface LogTail {
	/** Absent when none of these commits has one: the checkpoint's holds. */
	readonly protocol?: Protocol;
	/** Absent when none of these commits has one: the checkpoint's holds. */
	readonly metadata?: Metadata;
	/** Files that these commits add and do not remove again, by `fileKey`. */
	readonly adds: ReadonlyMap<string, AddFile>;
	/** Keys of all files that these commits add or remove: what the checkpoint says about them is out of date. */
	readonly mentioned: ReadonlySet<string>;
	/** Newest transaction of each application. */
	readonly transactions: ReadonlyMap<string, SetTransaction>;
	/** Newest metadata of each domain, tombstones included. */
	readonly domains: ReadonlyMap<string, DomainMetadata>;
	/** Of the last commit. */
	readonly commitInfo?: CommitInfo;
}

/**
 * Replays the commits of a segment.
 *
 * @throws {DeltaError} `corruptLog`, with file and line, for a commit that is not well formed; `missingCommit` for
 * one that is gone.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#action-reconciliation
 */
export async function replayCommits(
	log: LogStore,
	segment: LogSegment,
	signal: AbortSignal,
): Promise<LogTail> {
	const tail: MutableTail = {
		adds: new Map(),
		mentioned: new Set(),
		transactions: new Map(),
		domains: new Map(),
	};
	const read = async ({ fileName }: { readonly fileName: string }) => log.readText(fileName, { signal });
	for await (const [{ version, fileName }, text] of mapInOrder(segment.commits, read, readAhead)) {
		signal.throwIfAborted();
		if (text === undefined) throw new DeltaError({ code: 'missingCommit', path: log.tablePath, version });
		delete tail.commitInfo;
		for (const action of parseCommit(text, log.locate(fileName))) apply(tail, action);
	}
	return tail;
}

/**
 * The actions of a commit in the order of the file; blank lines are skipped.
 *
 * @param file location of the commit, for errors.
 * @throws {DeltaError} `corruptLog` at the first malformed line.
 */
export function* parseCommit(text: string, file: string): Generator<Action> {
	let line = 1;
	for (let start = 0; start < text.length; line++) {
		const lineFeed = text.indexOf('\n', start);
		const end = lineFeed === -1 ? text.length : lineFeed;
		const lineText = text.slice(start, end);
		if (lineText.trim() !== '') yield* parseAction(lineText, file, line);
		start = end + 1;
	}
}

interface MutableTail extends LogTail {
	protocol?: Protocol;
	metadata?: Metadata;
	commitInfo?: CommitInfo;
	readonly adds: Map<string, AddFile>;
	readonly mentioned: Set<string>;
	readonly transactions: Map<string, SetTransaction>;
	readonly domains: Map<string, DomainMetadata>;
}

function apply(tail: MutableTail, action: Action): void {
	switch (action.kind) {
		case 'add': {
			const key = fileKey(action.path, action.deletionVector);
			tail.mentioned.add(key);
			tail.adds.set(key, action);
			break;
		}
		case 'remove': {
			const key = fileKey(action.path, action.deletionVector);
			tail.mentioned.add(key);
			tail.adds.delete(key);
			break;
		}
		case 'protocol':
			tail.protocol = action;
			break;
		case 'metaData':
			tail.metadata = action;
			break;
		case 'txn':
			tail.transactions.set(action.appId, action);
			break;
		case 'domainMetadata':
			tail.domains.set(action.domain, action);
			break;
		case 'commitInfo':
			tail.commitInfo = action;
			break;
	}
}
