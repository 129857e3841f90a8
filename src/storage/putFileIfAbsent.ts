import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode } from './storageFault';

/** What file systems without hard links answer to `link`. */
const linksAreImpossible: ReadonlySet<string | undefined> = new Set([
	'EPERM',
	'ENOTSUP',
	'EOPNOTSUPP',
	'ENOSYS',
	'EMLINK',
]);

/** The calls to the file system that tests replace to make them fail. */
export interface PutFileSystem {
	readonly link: typeof link;
}

/**
 * Makes a file that must not exist yet, whole and durable, or not at all: written under a hidden name in the same
 * folder, flushed, then linked to its name, which the operating system refuses when the name is taken. Where there
 * are no hard links, the name is taken first and then filled.
 *
 * @returns `false` when the name is taken.
 */
export async function putFileIfAbsent(
	path: string,
	bytes: Uint8Array,
	signal: AbortSignal,
	fileSystem: PutFileSystem = { link },
): Promise<boolean> {
	const folder = dirname(path);
	const created = await mkdir(folder, { recursive: true });
	signal.throwIfAborted();
	const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
	try {
		await writeNewFile(temporary, bytes, signal);
		if (!(await publish(temporary, path, bytes, signal, fileSystem))) return false;
	} finally {
		await rm(temporary, { force: true });
	}
	await flushFolders(folder, created === undefined ? folder : dirname(created));
	return true;
}

/** After this the file is there for all to see, so it is not given up any more. */
async function publish(
	temporary: string,
	path: string,
	bytes: Uint8Array,
	signal: AbortSignal,
	fileSystem: PutFileSystem,
): Promise<boolean> {
	signal.throwIfAborted();
	try {
		await fileSystem.link(temporary, path);
		return true;
	} catch (error) {
		const code = systemErrorCode(error);
		if (code === 'EEXIST') return false;
		if (!linksAreImpossible.has(code)) throw error;
	}
	return claimAndFill(path, bytes, signal);
}

async function claimAndFill(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<boolean> {
	try {
		await writeNewFile(path, bytes, signal);
		return true;
	} catch (error) {
		if (systemErrorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

/** Writes and flushes a file that must not exist; what is unfinished is removed again. */
async function writeNewFile(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
	const file = await open(path, 'wx');
	try {
		await file.writeFile(bytes, { signal });
		await file.sync();
	} catch (error) {
		await file.close();
		await rm(path, { force: true });
		throw error;
	}
	await file.close();
}

/** Makes new names durable: in `folder`, and in the folders above it up to `top`. Windows has no such call. */
async function flushFolders(folder: string, top: string): Promise<void> {
	if (process.platform === 'win32') return;
	for (let current = folder; ; current = dirname(current)) {
		const handle = await open(current, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
		if (current === top || current === dirname(current)) return;
	}
}
