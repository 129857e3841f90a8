import { describe, expect, it } from 'vitest';
import { DeltaError } from '../../../src/delta/fault';
import { storageFault } from '../../../src/storage/storageFault';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('a failure of the storage', () => {
	it.each([
		['ENOENT', 'notFound'],
		['ENOTDIR', 'notFound'],
		['EACCES', 'denied'],
		['EPERM', 'denied'],
		['EROFS', 'denied'],
		['ENOSPC', 'full'],
		['EDQUOT', 'full'],
		['EIO', 'unreachable'],
	])('%s is the kind %s', (code, kind) => {
		const cause = systemError(code);
		const error = storageFault(cause, '/p');
		if (!(error instanceof DeltaError)) throw new Error('not a fault');
		expect(error.fault).toMatchObject({ code: 'storage', kind, path: '/p' });
		expect(error.cause).toBe(cause);
	});

	it('is not what an abort or a bug is', () => {
		const errors = [
			new DOMException('stop', 'AbortError'),
			new TypeError('bug'),
			systemError('ERR_INVALID_ARG_TYPE'),
		];
		for (const error of errors) expect(storageFault(error, '/p')).toBe(error);
	});
});
