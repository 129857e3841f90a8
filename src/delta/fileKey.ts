import type { DeletionVectorDescriptor } from './actions';

/**
 * Identity of a logical file: what makes an `add` and a `remove` speak of the same one.
 *
 * The rule, so that other languages can follow it: take `path` as the log has it (still percent-encoded); replace a
 * leading `file:` with all slashes after it by one slash (in SQL: `regexp_replace(path, '^file:/+', '/')`); with a
 * deletion vector append a line feed, which no encoded path contains, and the vector's unique id, which is
 * `storageType || pathOrInlineDv`, followed by `@` and `offset` when it has an offset.
 *
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#action-reconciliation
 */
export function fileKey(path: string, deletionVector?: DeletionVectorDescriptor): string {
	const canonical = path.startsWith('file:') ? path.replace(/^file:\/+/, '/') : path;
	return deletionVector ? `${canonical}\n${deletionVectorId(deletionVector)}` : canonical;
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#derived-fields */
export function deletionVectorId({ storageType, pathOrInlineDv, offset }: DeletionVectorDescriptor): string {
	return `${storageType}${pathOrInlineDv}${offset === undefined ? '' : `@${offset}`}`;
}
