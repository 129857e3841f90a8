import { compareUtf8 } from '../base/compareUtf8';
import { DeltaError } from '../delta/fault';
import type { ObjectStore } from './objectStore';

/** How often a store was asked, and for how much: the cost of an operation. */
export interface ObjectStoreCosts {
	lists: number;
	stats: number;
	reads: number;
	bytesRead: number;
}

/** Files in memory, which counts what is asked of it. */
export class MemoryObjectStore implements ObjectStore {
	readonly #files = new Map<string, { readonly bytes: Uint8Array; readonly modificationTimeMs: number }>();
	readonly costs: ObjectStoreCosts = { lists: 0, stats: 0, reads: 0, bytesRead: 0 };

	/** Puts a file, over one that is there. */
	set(path: string, content: string | Uint8Array, modificationTimeMs = 0): void {
		const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
		this.#files.set(path, { bytes, modificationTimeMs });
	}

	async list(
		folder: string,
		{ startFrom = '', signal }: { readonly startFrom?: string; readonly signal: AbortSignal },
	): Promise<readonly { readonly path: string }[]> {
		signal.throwIfAborted();
		this.costs.lists++;
		const inside = [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`));
		if (inside.length === 0) throw notFound(folder);
		return inside
			.map((path) => path.slice(folder.length + 1))
			.filter((name) => !name.includes('/') && compareUtf8(name, startFrom) >= 0)
			.sort(compareUtf8)
			.map((name) => ({ path: `${folder}/${name}` }));
	}

	async stat(
		path: string,
		{ signal }: { readonly signal: AbortSignal },
	): Promise<{ readonly sizeInBytes: number; readonly modificationTimeMs: number }> {
		signal.throwIfAborted();
		this.costs.stats++;
		const { bytes, modificationTimeMs } = this.#file(path);
		return { sizeInBytes: bytes.length, modificationTimeMs };
	}

	async read(path: string, { signal }: { readonly signal: AbortSignal }): Promise<Uint8Array> {
		return this.readRange(path, 0, Number.POSITIVE_INFINITY, { signal });
	}

	async readRange(
		path: string,
		start: number,
		end: number,
		{ signal }: { readonly signal: AbortSignal },
	): Promise<Uint8Array> {
		signal.throwIfAborted();
		this.costs.reads++;
		const bytes = this.#file(path).bytes.slice(start, end);
		this.costs.bytesRead += bytes.length;
		return bytes;
	}

	async putIfAbsent(
		path: string,
		bytes: Uint8Array,
		{ signal }: { readonly signal: AbortSignal },
	): Promise<boolean> {
		signal.throwIfAborted();
		if (this.#files.has(path)) return false;
		this.set(path, bytes);
		return true;
	}

	async delete(path: string): Promise<void> {
		this.#files.delete(path);
	}

	#file(path: string): { readonly bytes: Uint8Array; readonly modificationTimeMs: number } {
		const file = this.#files.get(path);
		if (!file) throw notFound(path);
		return file;
	}
}

function notFound(path: string): DeltaError {
	return new DeltaError({
		code: 'storage',
		kind: 'notFound',
		path,
		reason: 'there is no such file or folder',
	});
}
