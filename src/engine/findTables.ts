import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { compareUtf8 } from '../base/compareUtf8';
import { mapInOrder } from '../base/mapInOrder';
import { DeltaError, type Fault } from '../delta/fault';
import type { FoundTable } from '../rpc/engine';
import { storageFault, systemErrorCode } from '../storage/storageFault';

export interface FindTablesOptions {
	/** Absolute. */
	readonly folder: string;
	/** Globs as in VS Code's `files.exclude`, relative to `folder`. */
	readonly exclude: readonly string[];
	/** How many folders below `folder` a table may lie; 0 means `folder` itself. */
	readonly maxDepth: number;
	readonly signal: AbortSignal;
}

/** How many folders are listed at once. */
const listingsAtOnce = 16;

interface Candidate {
	readonly path: string;
	readonly depth: number;
}

type Listing =
	| { readonly kind: 'listed'; readonly entries: readonly Dirent[] }
	| { readonly kind: 'unreadable'; readonly problem: Fault };

/**
 * Finds the Delta tables at and below a folder: the folders that hold a `_delta_log`. It does not look inside of tables,
 * into folders whose name starts with `_` or `.`, or through links to folders.
 *
 * @returns the tables by name, and with a `problem` the folders that could not be read.
 * @throws {DeltaError} `storage` when `folder` itself cannot be read.
 */
export async function findTables(options: FindTablesOptions): Promise<readonly FoundTable[]> {
	const { folder, exclude, maxDepth, signal } = options;
	const isExcluded = exclude.length > 0 ? picomatch([...exclude], { dot: true }) : () => false;
	const found: FoundTable[] = [];
	let level: readonly Candidate[] = [{ path: folder, depth: 0 }];
	while (level.length > 0) {
		const next: Candidate[] = [];
		for await (const [candidate, listing] of mapInOrder(level, list, listingsAtOnce)) {
			signal.throwIfAborted();
			const table = tableAt(folder, candidate, listing);
			if (table) found.push(table);
			else if (candidate.depth < maxDepth) next.push(...subfolders(candidate, listing));
		}
		level = next.filter(({ path }) => !isExcluded(nameOf(folder, path)));
	}
	signal.throwIfAborted();
	return found.sort((a, b) => compareUtf8(a.name, b.name));
}

/** The table that a folder is, or why that cannot be told; `undefined` for a folder that is no table. */
function tableAt(folder: string, { path }: Candidate, listing: Listing): FoundTable | undefined {
	const name = nameOf(folder, path);
	if (listing.kind === 'unreadable') return { path, name, problem: listing.problem };
	const isTable = listing.entries.some((entry) => entry.name === '_delta_log' && !entry.isFile());
	return isTable ? { path, name } : undefined;
}

async function list({ path, depth }: Candidate): Promise<Listing> {
	try {
		return { kind: 'listed', entries: await readdir(path, { withFileTypes: true }) };
	} catch (error) {
		const failure = storageFault(error, path);
		if (depth === 0 || !(failure instanceof DeltaError)) throw failure;
		// A folder that went away while the search was under way is simply not there.
		if (systemErrorCode(error) === 'ENOENT') return { kind: 'listed', entries: [] };
		return { kind: 'unreadable', problem: failure.fault };
	}
}

function subfolders({ path, depth }: Candidate, listing: Listing): readonly Candidate[] {
	if (listing.kind === 'unreadable') return [];
	return listing.entries
		.filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
		.map((entry) => ({ path: join(path, entry.name), depth: depth + 1 }));
}

/** The path below the searched folder, with `/` on every platform; for the folder itself its own name. */
function nameOf(folder: string, path: string): string {
	return path === folder ? basename(folder) : relative(folder, path).split(sep).join('/');
}
