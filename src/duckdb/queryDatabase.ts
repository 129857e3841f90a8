import type { DuckDBConnection } from '@duckdb/node-api';
import { Database, type DatabaseOptions, quoteName, quoteText } from './database';
import { exactFile } from './exactFile';

/** How many statements can report their progress at the same time; further ones run without. */
const reporters = 4;

/**
 * The database in which statements of users run. It reads below the given folders and nowhere else, cannot load
 * extensions, reach the network or change its settings.
 */
export class QueryDatabase extends Database {
	/**
	 * Connections that report progress. They must be set up before the lock, so they are used again and again, while
	 * all other statements get new ones.
	 */
	readonly #reporting = new Set<DuckDBConnection>();
	readonly #idle: DuckDBConnection[] = [];

	/** @param folders absolute folders, fixed for the life of the database. */
	static async open(options: DatabaseOptions, folders: readonly string[]): Promise<QueryDatabase> {
		const database = new QueryDatabase(await Database.create(options));
		// Its check looks at the pattern that a scan is given first, then at the files that match.
		const allowed = folders
			.map((folder) => (folder.endsWith('/') ? folder : `${folder}/`))
			.flatMap((folder) => [...new Set([folder, exactFile(folder)])].map(quoteText));
		await database.#lock([
			`SET GLOBAL allowed_directories = [${allowed.join(', ')}]`,
			'SET GLOBAL enable_external_access = false',
			'SET GLOBAL lock_configuration = true',
		]);
		return database;
	}

	override close(): void {
		for (const connection of this.#idle.splice(0)) connection.closeSync();
		super.close();
	}

	protected override async connectForProgress(): Promise<DuckDBConnection> {
		return this.#idle.pop() ?? this.connect();
	}

	protected override async disconnect(connection: DuckDBConnection): Promise<void> {
		if (!this.#reporting.has(connection)) return super.disconnect(connection);
		try {
			await forgetVariables(connection);
			this.#idle.push(connection);
		} catch {
			// Its statement has settled already: the connection is merely not used again.
			this.#reporting.delete(connection);
			connection.closeSync();
		}
	}

	async #lock(settings: readonly string[]): Promise<void> {
		while (this.#idle.length < reporters) {
			const connection = await super.connectForProgress();
			this.#reporting.add(connection);
			this.#idle.push(connection);
		}
		const connection = await this.connect();
		try {
			for (const setting of settings) await connection.run(setting);
		} finally {
			connection.closeSync();
		}
	}
}

/** What one statement was given is not for the next one to see. */
async function forgetVariables(connection: DuckDBConnection): Promise<void> {
	const result = await connection.run('SELECT name FROM duckdb_variables()');
	for (const [name] of await result.getRows()) {
		await connection.run(`RESET VARIABLE ${quoteName(String(name))}`);
	}
}
