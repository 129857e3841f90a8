import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where heavy tools are kept, outside of the clone, so that every clone of one user shares them. */
export const cacheFolder = path.join(
	process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'),
	'delta-workbench',
);

/**
 * A folder of the cache, made by `install` when it is not there. Two processes may do this at the same time: each fills
 * a folder of its own, the first to finish gives it its name, and the other one takes that.
 *
 * @param {string} key Names the folder; holds the versions of what is in it.
 * @param {(folder: string) => Promise<void>} install Fills an empty folder; what it throws leaves the cache as it was.
 * @returns {Promise<string>} the folder.
 */
export async function cached(key, install) {
	const target = path.join(cacheFolder, key);
	if (existsSync(target)) return target;
	mkdirSync(cacheFolder, { recursive: true });
	const unfinished = mkdtempSync(path.join(cacheFolder, '.new-'));
	try {
		await install(unfinished);
		renameSync(unfinished, target);
	} catch (error) {
		if (!existsSync(target)) throw error;
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
	return target;
}
