import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { asEpochMillis, asVersion } from '../delta/units';
import { EngineDatabase } from '../duckdb/engineDatabase';
import type { EngineOptions, TableAt } from '../rpc/engine';
import { localObjectStore } from '../storage/localObjectStore';
import type { ObjectStore } from '../storage/objectStore';
import { confinedStore } from './confinedStore';
import { QueryDatabases } from './queryDatabases';
import type { RowAccess } from './rows';
import type { Snapshot } from './snapshot';
import { SnapshotCache, type SnapshotLease } from './snapshotCache';
import type { WriterContext } from './writerContext';

export interface EngineConfiguration extends EngineOptions {
	readonly threads?: number;
}

/** Everything that works on tables: the databases, the store and the snapshots in memory. Close it to free them. */
export class Engine implements RowAccess {
	readonly database: EngineDatabase;
	readonly store: ObjectStore;
	readonly queries: QueryDatabases;
	readonly allowOutside: boolean;
	readonly memoryLimit: string;
	readonly #snapshots: SnapshotCache;

	private constructor(database: EngineDatabase, configuration: EngineConfiguration) {
		this.database = database;
		this.allowOutside = configuration.allowOutside ?? false;
		this.store = this.allowOutside ? localObjectStore() : confinedStore(localObjectStore());
		this.memoryLimit = configuration.memoryLimit;
		this.queries = new QueryDatabases(configuration, database);
		this.#snapshots = new SnapshotCache(database, this.store, this.allowOutside);
	}

	static async open(configuration: EngineConfiguration): Promise<Engine> {
		return new Engine(await EngineDatabase.open(configuration), configuration);
	}

	/** What writers of tables need. */
	get writer(): WriterContext {
		return {
			database: this.database,
			store: this.store,
			newId: randomUUID,
			now: () => asEpochMillis(Date.now()),
		};
	}

	/** A snapshot that stays usable until it is released. */
	acquire({ path, version }: TableAt, signal: AbortSignal): Promise<SnapshotLease> {
		return this.#snapshots.acquire(
			resolve(path),
			version === undefined ? undefined : asVersion(version),
			signal,
		);
	}

	/** Runs work on a snapshot, which stays usable until the work has settled. */
	async withSnapshot<T>(
		at: TableAt,
		signal: AbortSignal,
		work: (snapshot: Snapshot) => Promise<T>,
	): Promise<T> {
		const { snapshot, release } = await this.acquire(at, signal);
		try {
			return await work(snapshot);
		} finally {
			release();
		}
	}

	/** Interrupts what runs. */
	close(): void {
		this.queries.close();
		this.database.close();
	}
}
