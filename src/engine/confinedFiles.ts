import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from '../delta/dataFilePath';
import { DeltaError } from '../delta/fault';
import { storageFault, systemErrorCode } from '../storage/storageFault';

/**
 * Makes sure that files of a table lie in the table's folder, also once links are followed. Looks once at each folder
 * that has some of them. A file that is not there is somebody else's problem.
 *
 * @param files full locations below the table's folder.
 * @throws {DeltaError} `pathOutsideTable`, `storage`.
 */
export async function assertFilesInside(
	tablePath: string,
	files: Iterable<string>,
	signal: AbortSignal,
): Promise<void> {
	for (const [folder, names] of byFolder(files)) {
		await unlessMissing(folder, async () => {
			const root = await realpath(tablePath);
			await assertInside(root, folder, tablePath);
			signal.throwIfAborted();
			for (const name of await linksIn(folder)) {
				if (names.has(unified(name))) await assertFileInside(tablePath, join(folder, name));
			}
		});
		signal.throwIfAborted();
	}
}

/** The same for all that there is in the log of a table, and for the log itself. */
export async function assertLogInside(tablePath: string, signal: AbortSignal): Promise<void> {
	const log = join(tablePath, '_delta_log');
	await unlessMissing(log, async () => {
		const root = await realpath(tablePath);
		await assertInside(root, log, tablePath);
		signal.throwIfAborted();
		for (const name of await linksIn(log)) await assertFileInside(tablePath, join(log, name));
	});
	signal.throwIfAborted();
}

/** The same for one file. */
export async function assertFileInside(tablePath: string, file: string): Promise<void> {
	await unlessMissing(file, async () => assertInside(await realpath(tablePath), file, tablePath));
}

function byFolder(files: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
	const folders = new Map<string, Set<string>>();
	for (const file of files) {
		const end = file.lastIndexOf('/') + 1;
		const folder = file.slice(0, end);
		const names = folders.get(folder) ?? new Set();
		folders.set(folder, names.add(unified(file.slice(end))));
	}
	return folders;
}

/** Some file systems find a file under names that differ in case, or in how accents are written. */
function unified(name: string): string {
	return name.normalize('NFC').toLowerCase();
}

async function linksIn(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
}

async function unlessMissing(path: string, check: () => Promise<void>): Promise<void> {
	try {
		await check();
	} catch (error) {
		const code = systemErrorCode(error);
		if (code !== 'ENOENT' && code !== 'ENOTDIR') throw storageFault(error, path);
	}
}

async function assertInside(root: string, path: string, table: string): Promise<void> {
	const real = await realpath(path);
	if (real !== root && !isInside(root, real))
		throw new DeltaError({ code: 'pathOutsideTable', table, file: path });
}
