import { DeltaError } from '../delta/fault';
import type { LogStore } from '../delta/logStore';
import { asEpochMillis } from '../delta/units';
import type { ObjectStore } from './objectStore';

/**
 * The log of a table in an object store.
 *
 * @param tablePath folder of the table in the store's own form.
 */
export function logStoreOf(store: ObjectStore, tablePath: string): LogStore {
	const root = tablePath.length > 1 && tablePath.endsWith('/') ? tablePath.slice(0, -1) : tablePath;
	const folder = root.endsWith('/') ? `${root}_delta_log` : `${root}/_delta_log`;
	const locate = (name: string): string => `${folder}/${name}`;
	return {
		tablePath: root,
		locate,

		async list(options) {
			const files = await unlessNotFound(() => store.list(folder, options));
			return files?.map(({ path, sizeInBytes, modificationTimeMs }) => ({
				name: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
				...(sizeInBytes !== undefined && { sizeInBytes }),
				...(modificationTimeMs !== undefined && { modificationTimeMs: asEpochMillis(modificationTimeMs) }),
			}));
		},

		async readText(name, options) {
			const bytes = await unlessNotFound(() => store.read(locate(name), options));
			return bytes && new TextDecoder().decode(bytes);
		},

		async stat(name, options) {
			const found = await unlessNotFound(() => store.stat(locate(name), options));
			return found && { ...found, modificationTimeMs: asEpochMillis(found.modificationTimeMs) };
		},
	};
}

async function unlessNotFound<T>(run: () => Promise<T>): Promise<T | undefined> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof DeltaError && error.fault.code === 'storage' && error.fault.kind === 'notFound') {
			return undefined;
		}
		throw error;
	}
}
