import { type LogFileName, parseLogFileName } from './logFileName';
import type { LogEntry } from './logStore';
import { asVersion, type Version } from './units';

/** What a listing of `_delta_log` holds, by version. */
export interface LogListing {
	/** File name of each commit. */
	readonly commits: ReadonlyMap<Version, string>;
	/** File names of each checkpoint that is complete and of a form that can be read, its parts in order. */
	readonly checkpoints: ReadonlyMap<Version, readonly string[]>;
	/** Versions that have a UUID-named checkpoint, which only readers of `v2Checkpoint` understand. */
	readonly v2Checkpoints: ReadonlySet<Version>;
}

/** Sorts the files of a log; what is unknown, and multi-part checkpoints that lack a part, are left out. */
export function parseLogListing(entries: readonly LogEntry[]): LogListing {
	const commits = new Map<Version, string>();
	const classic = new Map<Version, readonly string[]>();
	const parts = new Map<string, MultiPart>();
	const v2Checkpoints = new Set<Version>();
	for (const { name } of entries) {
		const file = parseLogFileName(name);
		if (file?.kind === 'commit') commits.set(file.version, name);
		else if (file?.kind !== 'checkpoint') continue;
		else if ('parts' in file) addPart(parts, file, name);
		else if (file.form === 'classic') classic.set(file.version, [name]);
		else v2Checkpoints.add(file.version);
	}
	const complete = [...parts.values()].filter(({ names, count }) => names.size === count).map(inOrder);
	return { commits, checkpoints: new Map([...complete, ...classic]), v2Checkpoints };
}

/** The first and the last version that can be rebuilt; `undefined` when none can. */
export function readableVersions({
	commits,
	checkpoints,
}: LogListing): { readonly earliest: Version; readonly latest: Version } | undefined {
	const starts = [...checkpoints.keys(), ...[...commits.keys()].filter((version) => version === 0)];
	if (starts.length === 0) return undefined;
	let latest = asVersion(Math.max(...starts));
	while (commits.has(asVersion(latest + 1))) latest = asVersion(latest + 1);
	return { earliest: asVersion(Math.min(...starts)), latest };
}

interface MultiPart {
	readonly version: Version;
	readonly count: number;
	/** File name by part number. */
	readonly names: Map<number, string>;
}

function addPart(
	parts: Map<string, MultiPart>,
	file: Extract<LogFileName, { readonly parts: number }>,
	name: string,
): void {
	const key = `${file.version}/${file.parts}`;
	const found = parts.get(key) ?? { version: file.version, count: file.parts, names: new Map() };
	found.names.set(file.part, name);
	parts.set(key, found);
}

function inOrder({ version, names }: MultiPart): readonly [Version, readonly string[]] {
	return [version, [...names].sort(([a], [b]) => a - b).map(([, name]) => name)];
}
