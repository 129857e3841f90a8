import { randomUUID } from 'node:crypto';
import { type LogSegment, readLogSegment } from '../delta/logSegment';
import type { LogStore } from '../delta/logStore';
import type { Version } from '../delta/units';
import type { Database } from '../duckdb/database';
import { dropSnapshotFiles } from '../duckdb/snapshotFiles';
import { dropDeletedRows } from '../duckdb/tableScan';
import { logStoreOf } from '../storage/objectLogStore';
import type { ObjectStore } from '../storage/objectStore';
import { loadSnapshot, type Snapshot } from './snapshot';

/** A snapshot that stays usable until it is released. */
export interface SnapshotLease {
	readonly snapshot: Snapshot;
	release(): void;
}

interface Entry {
	readonly key: string;
	readonly snapshot: Snapshot;
	leases: number;
}

/** How many snapshots are kept that nobody uses at the moment. */
const maxIdle = 8;

/** Snapshots by table and version, so that asking again costs a listing of the log and not its replay. */
export class SnapshotCache {
	readonly #database: Database;
	readonly #store: ObjectStore;
	readonly #allowOutside: boolean;
	/** The least recently used first. */
	readonly #entries = new Map<string, Entry>();

	constructor(database: Database, store: ObjectStore, allowOutside: boolean) {
		this.#database = database;
		this.#store = store;
		this.#allowOutside = allowOutside;
	}

	/**
	 * A table's snapshot, loaded unless it is here already.
	 *
	 * @param version default: the latest that the log has now.
	 * @throws {DeltaError} like the store, `readLogSegment` and `loadSnapshot`.
	 */
	async acquire(
		tablePath: string,
		version: Version | undefined,
		signal: AbortSignal,
	): Promise<SnapshotLease> {
		const log = logStoreOf(this.#store, tablePath);
		const segment = await readLogSegment(log, { ...(version === undefined ? {} : { version }), signal });
		const key = await identityOf(log, segment, signal);
		const entry = this.#entries.get(key) ?? (await this.#load(key, log, segment, signal));
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		entry.leases++;
		let released = false;
		return {
			snapshot: entry.snapshot,
			release: () => {
				if (released) return;
				released = true;
				entry.leases--;
				this.#evict();
			},
		};
	}

	async #load(key: string, log: LogStore, segment: LogSegment, signal: AbortSignal): Promise<Entry> {
		const snapshot = await loadSnapshot(this.#database, log, segment, {
			name: `snapshot_${randomUUID().replaceAll('-', '')}`,
			allowOutside: this.#allowOutside,
			signal,
		});
		// Somebody else may have loaded the same in the meantime.
		const other = this.#entries.get(key);
		if (!other) return { key, snapshot, leases: 0 };
		this.#drop(snapshot);
		return other;
	}

	#evict(): void {
		const idle = [...this.#entries.values()].filter(({ leases }) => leases === 0);
		for (const { key, snapshot } of idle.slice(0, Math.max(0, idle.length - maxIdle))) {
			this.#entries.delete(key);
			this.#drop(snapshot);
		}
	}

	/** Nobody waits for it; it fails only when the database is being closed, and then the memory goes anyway. */
	#drop({ files }: Snapshot): void {
		dropSnapshotFiles(this.#database, files)
			.then(() => dropDeletedRows(this.#database, files))
			.catch(() => undefined);
	}
}

/** The same for as long as the version is the same: a table that is made anew has a newer last commit. */
async function identityOf(
	log: LogStore,
	{ tablePath, version, commits, checkpoint }: LogSegment,
	signal: AbortSignal,
): Promise<string> {
	const newest = commits.at(-1)?.fileName ?? checkpoint?.fileNames[0];
	const stat = newest === undefined ? undefined : await log.stat(newest, { signal });
	return JSON.stringify([tablePath, version, newest, stat?.sizeInBytes, stat?.modificationTimeMs]);
}
