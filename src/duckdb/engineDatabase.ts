import { Database, type DatabaseOptions } from './database';

/**
 * The engine's own, trusted database: it reads logs and data files, writes Parquet and keeps the file indexes.
 * Only statements that the engine itself wrote run here; statements of users run in a `QueryDatabase`.
 */
export class EngineDatabase extends Database {
	static async open(options: DatabaseOptions): Promise<EngineDatabase> {
		return new EngineDatabase(await Database.create(options));
	}
}
