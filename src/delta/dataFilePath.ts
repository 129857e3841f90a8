import { DeltaError } from './fault';

/**
 * The absolute local path of a file that the log names: relative to its table, absolute, or a `file:` URI.
 *
 * The result is normalized, so `isInside` tells whether it has left the table through `..`; it does not follow
 * symbolic links.
 *
 * @param uri as the log has it, percent-encoded once more than the name on disk.
 * @throws {DeltaError} `storage` unreachable for a URI of another scheme; `corruptLog` when it is not a URI at all.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#add-file-and-remove-file
 */
export function resolveDataFile(tablePath: string, uri: string): string {
	const [, scheme, rest] = /^([A-Za-z][A-Za-z0-9+.-]*):(\/.*)$/s.exec(uri) ?? [];
	if (scheme !== undefined && scheme.toLowerCase() !== 'file') {
		throw new DeltaError({
			code: 'storage',
			kind: 'unreachable',
			path: uri,
			reason: `${scheme} storage is not supported`,
		});
	}
	const path = decode(rest ?? uri, tablePath);
	if (!path.startsWith('/')) return normalize(`${tablePath}/${path}`);
	const isDrive = /^[A-Za-z]:/.test(tablePath) && /^\/+[A-Za-z]:/.test(path);
	return normalize(isDrive ? path.replace(/^\/+/, '') : path);
}

/** Whether a local path lies below the folder of a table; both may use either kind of slash on Windows. */
export function isInside(tablePath: string, path: string): boolean {
	const table = normalize(tablePath);
	return normalize(path).startsWith(table === '/' ? table : `${table}/`);
}

/**
 * The URI under which the log names a file of the table.
 *
 * @param relativePath path from the table's folder, with `/` between its parts, as it is on disk.
 */
export function encodeDataFilePath(relativePath: string): string {
	return relativePath
		.split('/')
		.map((part) => encodeURIComponent(part).replace(/%(?:3D|2B|2C|3B|40|26|24)/g, decodeURIComponent))
		.join('/');
}

function decode(text: string, tablePath: string): string {
	let decoded: string;
	try {
		decoded = decodeURIComponent(text);
	} catch (cause) {
		throw notAUri(text, tablePath, cause);
	}
	if (decoded === '' || decoded.includes('\0')) throw notAUri(text, tablePath);
	return decoded;
}

function notAUri(text: string, tablePath: string, cause?: unknown): DeltaError {
	return new DeltaError(
		{
			code: 'corruptLog',
			file: `${tablePath}/_delta_log`,
			reason: `the file path ${JSON.stringify(text)} is not a URI`,
		},
		{ cause },
	);
}

function normalize(path: string): string {
	const isWindows = /^(?:[A-Za-z]:|\\\\)/.test(path);
	const slashed = isWindows ? path.replaceAll('\\', '/') : path;
	const parts: string[] = [];
	for (const part of slashed.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	const root = slashed.startsWith('//') && isWindows ? '//' : slashed.startsWith('/') ? '/' : '';
	return `${root}${parts.join('/')}`;
}
