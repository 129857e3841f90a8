import { DeltaError, type Fault } from '../delta/fault';

type StorageKind = Extract<Fault, { readonly code: 'storage' }>['kind'];

const kinds: ReadonlyMap<string, StorageKind> = new Map([
	['ENOENT', 'notFound'],
	['ENOTDIR', 'notFound'],
	['EACCES', 'denied'],
	['EPERM', 'denied'],
	['EROFS', 'denied'],
	['ENOSPC', 'full'],
	['EDQUOT', 'full'],
]);

/** The code of an error of the operating system: `ENOENT`. */
export function systemErrorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * What to throw for a failed operation on `path`: a `storage` fault for an error of the operating system; everything
 * else (aborts, bugs) stays what it is.
 */
export function storageFault(error: unknown, path: string): unknown {
	const code = systemErrorCode(error);
	if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
	const kind = kinds.get(code) ?? 'unreachable';
	return new DeltaError(
		{ code: 'storage', kind, path, reason: reasons[kind] ?? `failed with ${code}` },
		{ cause: error },
	);
}

const reasons: Readonly<Partial<Record<StorageKind, string>>> = {
	notFound: 'there is no such file or folder',
	denied: 'access is denied',
	full: 'no space is left on the device',
};
