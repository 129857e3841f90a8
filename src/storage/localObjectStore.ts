import type { Dirent } from 'node:fs';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compareUtf8 } from '../base/compareUtf8';
import type { ObjectStore } from './objectStore';
import { putFileIfAbsent } from './putFileIfAbsent';
import { storageFault, systemErrorCode } from './storageFault';

/** Tables on file systems of this machine; locations are absolute paths. */
export function localObjectStore(): ObjectStore {
	return {
		async list(folder, { startFrom = '', signal }) {
			signal.throwIfAborted();
			const entries = await guarded(folder, () => readdir(folder, { withFileTypes: true }));
			signal.throwIfAborted();
			const wanted = entries.filter(({ name }) => compareUtf8(name, startFrom) >= 0);
			const files = await Promise.all(wanted.map((entry) => isFile(folder, entry)));
			signal.throwIfAborted();
			return wanted
				.filter((_, index) => files[index])
				.sort((a, b) => compareUtf8(a.name, b.name))
				.map(({ name }) => ({ path: join(folder, name) }));
		},

		async stat(path, { signal }) {
			signal.throwIfAborted();
			const { size, mtimeMs } = await guarded(path, () => stat(path));
			signal.throwIfAborted();
			return { sizeInBytes: size, modificationTimeMs: Math.floor(mtimeMs) };
		},

		async read(path, { signal }) {
			signal.throwIfAborted();
			const bytes = await guarded(path, () => readFile(path, { signal }), signal);
			signal.throwIfAborted();
			return bytes;
		},

		async readRange(path, start, end, { signal }) {
			signal.throwIfAborted();
			const bytes = await guarded(path, () => readBytes(path, start, end));
			signal.throwIfAborted();
			return bytes;
		},

		async putIfAbsent(path, bytes, { signal }) {
			signal.throwIfAborted();
			return guarded(path, () => putFileIfAbsent(path, bytes, signal), signal);
		},

		async delete(path) {
			await guarded(path, () => rm(path, { force: true }));
		},
	};
}

/** Runs an operation; errors of the operating system become faults, and the signal's reason comes before both. */
async function guarded<T>(path: string, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	try {
		return await run();
	} catch (error) {
		signal?.throwIfAborted();
		throw storageFault(error, path);
	}
}

/** Only a link costs a call of its own. */
async function isFile(folder: string, entry: Dirent): Promise<boolean> {
	if (!entry.isSymbolicLink()) return entry.isFile();
	const path = join(folder, entry.name);
	try {
		return (await stat(path)).isFile();
	} catch (error) {
		if (systemErrorCode(error) === 'ENOENT') return false;
		throw storageFault(error, path);
	}
}

async function readBytes(path: string, start: number, end: number): Promise<Uint8Array> {
	const file = await open(path, 'r');
	try {
		const bytes = new Uint8Array(Math.max(0, end - start));
		let filled = 0;
		while (filled < bytes.length) {
			const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
		return bytes.subarray(0, filled);
	} finally {
		await file.close();
	}
}
