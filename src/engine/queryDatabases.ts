import { Once } from '../base/once';
import type { Database, DatabaseOptions } from '../duckdb/database';
import { QueryDatabase } from '../duckdb/queryDatabase';
import { copySnapshotTables } from '../duckdb/tableScan';
import type { Snapshot } from './snapshot';

/** A locked database that can read some tables, until it is released. */
export interface QueryLease {
	readonly database: Database;
	release(): void;
}

interface Generation {
	readonly database: QueryDatabase;
	/** Absolute folders, each with a slash at its end. */
	readonly folders: ReadonlySet<string>;
	readonly copied: Map<string, Once<void>>;
	leases: number;
}

const maxCopied = 64;

/**
 * The locked database in which users' queries run. Its folders are fixed when it is opened, so a query that needs more
 * gets a new one, and the old one is closed when its last query has ended.
 */
export class QueryDatabases {
	readonly #options: DatabaseOptions;
	readonly #source: Database;
	#current: Generation | undefined;
	readonly #retired = new Set<Generation>();

	/** @param source the database that has the snapshots' tables. */
	constructor(options: DatabaseOptions, source: Database) {
		this.#options = options;
		this.#source = source;
	}

	/** A database that has the tables of these snapshots and may read their files. */
	async acquire(snapshots: readonly Snapshot[], signal: AbortSignal): Promise<QueryLease> {
		const generation = await this.#generationFor(snapshots, signal);
		generation.leases++;
		const release = once(() => {
			generation.leases--;
			this.#closeRetired();
		});
		try {
			for (const { files } of snapshots) {
				const copied = generation.copied.get(files.table) ?? new Once<void>();
				generation.copied.set(files.table, copied);
				await copied.get(() => copySnapshotTables(this.#source, generation.database, files, signal));
			}
			return { database: generation.database, release };
		} catch (error) {
			release();
			throw error;
		}
	}

	close(): void {
		for (const { database } of [...this.#retired, ...(this.#current ? [this.#current] : [])])
			database.close();
		this.#retired.clear();
		this.#current = undefined;
	}

	async #generationFor(snapshots: readonly Snapshot[], signal: AbortSignal): Promise<Generation> {
		const wanted = new Set(snapshots.flatMap(foldersOf));
		for (;;) {
			const current = this.#current;
			if (current && isEnough(current, wanted)) return current;
			const folders = new Set([...(current?.folders ?? []), ...wanted]);
			const database = await QueryDatabase.open(this.#options, [...folders]);
			if (this.#current !== current || signal.aborted) {
				database.close();
				signal.throwIfAborted();
				continue;
			}
			if (current) this.#retired.add(current);
			this.#current = { database, folders, copied: new Map(), leases: 0 };
			this.#closeRetired();
		}
	}

	#closeRetired(): void {
		for (const generation of this.#retired) {
			if (generation.leases > 0) continue;
			this.#retired.delete(generation);
			generation.database.close();
		}
	}
}

/** Also no when it has gathered many snapshots: they are dropped with the database that holds them. */
function isEnough({ folders, copied }: Generation, wanted: ReadonlySet<string>): boolean {
	return copied.size < maxCopied && [...wanted].every((folder) => folders.has(folder));
}

function foldersOf({ tablePath, files }: Snapshot): readonly string[] {
	return [tablePath.endsWith('/') ? tablePath : `${tablePath}/`, ...files.outsideFolders];
}

function once(run: () => void): () => void {
	let done = false;
	return () => {
		if (done) return;
		done = true;
		run();
	};
}
