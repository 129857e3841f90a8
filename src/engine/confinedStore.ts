import type { ObjectStore } from '../storage/objectStore';
import { assertFileInside, assertLogInside } from './confinedFiles';

/**
 * A store of this machine that follows no link out of a table from its log. Whoever lists a log may read all that is
 * listed, also by other means.
 *
 * @throws {DeltaError} from each operation on a log: `pathOutsideTable`, beside what the store itself throws.
 */
export function confinedStore(store: ObjectStore): ObjectStore {
	return {
		...store,
		async list(folder, options) {
			const table = tableOfLog(folder);
			if (table !== undefined) await assertLogInside(table, options.signal);
			return store.list(folder, options);
		},
		async stat(path, options) {
			await assertLogFileInside(path);
			return store.stat(path, options);
		},
		async read(path, options) {
			await assertLogFileInside(path);
			return store.read(path, options);
		},
		async readRange(path, start, end, options) {
			await assertLogFileInside(path);
			return store.readRange(path, start, end, options);
		},
	};
}

async function assertLogFileInside(path: string): Promise<void> {
	const table = tableOfLog(path);
	if (table !== undefined) await assertFileInside(table, path);
}

/** The table in whose log a path lies, or whose log it is. */
function tableOfLog(path: string): string | undefined {
	const [, table] = /^(.*)\/_delta_log(?:\/|$)/s.exec(path) ?? [];
	return table === '' ? '/' : table;
}
