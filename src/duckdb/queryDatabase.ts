import type { DuckDBConnection } from '@duckdb/node-api';
import { Database, type DatabaseOptions, quoteText } from './database';

/**
 * The database in which statements of users run. It reads below the given folders and nowhere else, cannot load
 * extensions, reach the network or change its settings.
 */
export class QueryDatabase extends Database {
	/** @param folders absolute folders, fixed for the life of the database. */
	static async open(options: DatabaseOptions, folders: readonly string[]): Promise<QueryDatabase> {
		const allowed = folders.map((folder) => quoteText(folder.endsWith('/') ? folder : `${folder}/`));
		return new QueryDatabase(
			await Database.create(options, [
				`SET GLOBAL allowed_directories = [${allowed.join(', ')}]`,
				'SET GLOBAL enable_external_access = false',
				'SET GLOBAL lock_configuration = true',
			]),
		);
	}

	protected override async enableProgress(_connection: DuckDBConnection): Promise<void> {}
}
