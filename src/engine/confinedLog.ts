import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from '../delta/dataFilePath';
import { DeltaError } from '../delta/fault';
import { storageFault, systemErrorCode } from '../storage/storageFault';

/**
 * Makes sure that the log of a table lies in the table's folder, also once links are followed: the log itself and
 * each of its files. A log that is not there is somebody else's problem.
 *
 * @throws {DeltaError} `pathOutsideTable`, `storage`.
 */
export async function assertLogInside(tablePath: string, signal: AbortSignal): Promise<void> {
	const log = join(tablePath, '_delta_log');
	try {
		const root = await realpath(tablePath);
		await assertInside(root, log, tablePath);
		signal.throwIfAborted();
		for (const entry of await readdir(log, { withFileTypes: true })) {
			if (entry.isSymbolicLink()) await assertInside(root, join(log, entry.name), tablePath);
		}
	} catch (error) {
		const code = systemErrorCode(error);
		if (code !== 'ENOENT' && code !== 'ENOTDIR') throw storageFault(error, log);
	}
	signal.throwIfAborted();
}

async function assertInside(root: string, file: string, table: string): Promise<void> {
	if (!isInside(root, await realpath(file))) throw new DeltaError({ code: 'pathOutsideTable', table, file });
}
