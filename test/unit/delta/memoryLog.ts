import { commitFileName } from '../../../src/delta/logFileName';
import type { LogStore } from '../../../src/delta/logStore';
import { asVersion } from '../../../src/delta/units';
import { MemoryObjectStore } from '../../../src/storage/memoryObjectStore';
import { logStoreOf } from '../../../src/storage/objectLogStore';

export const tablePath = '/tables/t';
export const running = new AbortController().signal;

/** A log in memory, and the store that counts what is asked of it. `files` are by name inside `_delta_log`. */
export function memoryLog(files: Readonly<Record<string, string>>): {
	readonly log: LogStore;
	readonly store: MemoryObjectStore;
} {
	const store = new MemoryObjectStore();
	for (const [name, text] of Object.entries(files)) store.set(`${tablePath}/_delta_log/${name}`, text);
	return { log: logStoreOf(store, tablePath), store };
}

/** Commit files by name: the first of `commits` is that of version `from`, each a list of actions. */
export function commits(from: number, ...list: readonly (readonly object[])[]): Record<string, string> {
	return Object.fromEntries(
		list.map((actions, index) => [
			commitFileName(asVersion(from + index)),
			`${actions.map((action) => JSON.stringify(action)).join('\n')}\n`,
		]),
	);
}

/** An `add` of a file, with what a test cares about. */
export function add(path: string, more: object = {}): object {
	return { add: { path, partitionValues: {}, size: 1, modificationTime: 2, dataChange: true, ...more } };
}

export function remove(path: string, more: object = {}): object {
	return { remove: { path, dataChange: true, ...more } };
}

export const protocol = { protocol: { minReaderVersion: 1, minWriterVersion: 2 } };

export const metaData = {
	metaData: {
		id: 'id',
		format: { provider: 'parquet', options: {} },
		schemaString: '{"type":"struct","fields":[]}',
		partitionColumns: [],
		configuration: {},
	},
};

/** The fault that a promise rejects with, or a function throws; an error of another kind is thrown on. */
export async function faultOf(run: Promise<unknown> | (() => unknown)): Promise<unknown> {
	try {
		await (typeof run === 'function' ? run() : run);
	} catch (error) {
		if (error instanceof Error && 'fault' in error) return error.fault;
		throw error;
	}
	throw new Error('nothing was thrown');
}
