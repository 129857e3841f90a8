/**
 * A file as a listing shows it. Size and time are there only where the listing gives them for free: cloud stores do,
 * a local folder does not. `ObjectStore.stat` always has them.
 */
export interface ObjectInfo {
	/** Full location, in the form that `ObjectStore` takes: for the local store an absolute path. */
	readonly path: string;
	readonly sizeInBytes?: number;
	/** Milliseconds since 1970. */
	readonly modificationTimeMs?: number;
}

export interface ObjectStat {
	readonly sizeInBytes: number;
	/** Milliseconds since 1970. */
	readonly modificationTimeMs: number;
}

/**
 * Where tables live. Paths are absolute locations in the store's own form, never percent-encoded.
 * Every method rejects with `DeltaError` `storage`, or with the signal's reason when aborted.
 */
export interface ObjectStore {
	/**
	 * The files directly inside `folder`, ordered by name (as UTF-8 bytes); folders are left out.
	 *
	 * @param startFrom only names that are not less than this one (compared as UTF-8 bytes).
	 * @throws {DeltaError} `storage` with kind `notFound` when the folder does not exist.
	 */
	list(
		folder: string,
		options: { readonly startFrom?: string; readonly signal: AbortSignal },
	): Promise<readonly ObjectInfo[]>;
	/** @throws {DeltaError} `storage` with kind `notFound` when there is no such file. */
	stat(path: string, options: { readonly signal: AbortSignal }): Promise<ObjectStat>;
	/** @throws {DeltaError} `storage` with kind `notFound` when there is no such file. */
	read(path: string, options: { readonly signal: AbortSignal }): Promise<Uint8Array>;
	/** The bytes `[start, end)` of a file; fewer only when the file ends before. */
	readRange(
		path: string,
		start: number,
		end: number,
		options: { readonly signal: AbortSignal },
	): Promise<Uint8Array>;
	/**
	 * Writes a whole, durable file that must not exist yet. Atomic: nobody ever sees a part of it. Makes the folder
	 * when it is not there.
	 *
	 * @returns `false` when a file of that name is there already; it is left as it is.
	 */
	putIfAbsent(path: string, bytes: Uint8Array, options: { readonly signal: AbortSignal }): Promise<boolean>;
	/** Removes a file; without effect when it is not there. */
	delete(path: string): Promise<void>;
}
