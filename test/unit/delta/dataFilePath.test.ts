import { describe, expect, it } from 'vitest';
import { encodeDataFilePath, isInside, resolveDataFile } from '../../../src/delta/dataFilePath';
import { deletionVectorId, fileKey } from '../../../src/delta/fileKey';
import { faultOf } from './memoryLog';

describe('the path of a data file', () => {
	it.each([
		['a.parquet', '/t/a.parquet'],
		['p=1/a.parquet', '/t/p=1/a.parquet'],
		['a%20b%2525+c.parquet', '/t/a b%25+c.parquet'],
		['x=A%252FA/%C3%A9', '/t/x=A%2FA/é'],
		['p=12:30/a', '/t/p=12:30/a'],
		['/abs/a%20b', '/abs/a b'],
		['file:/abs/a', '/abs/a'],
		['file:///abs/a', '/abs/a'],
		['FILE:///abs/a', '/abs/a'],
		['../other/a', '/other/a'],
		['./x/../a', '/t/a'],
		['p=1/%2E%2E/%2E%2E/a', '/a'],
	])('%s is decoded once', (uri, expected) => {
		expect(resolveDataFile('/t', uri)).toBe(expected);
	});

	it('may be on a drive', () => {
		expect(resolveDataFile('C:\\data\\t', 'p=1/a')).toBe('C:/data/t/p=1/a');
		expect(resolveDataFile('C:\\data\\t', 'file:///D:/x/a')).toBe('D:/x/a');
	});

	it('is refused by the name of a storage that is not there', async () => {
		for (const uri of ['s3://bucket/a', 'abfss://x@y/a', 'dbfs:/a']) {
			expect(await faultOf(() => resolveDataFile('/t', uri))).toMatchObject({
				code: 'storage',
				kind: 'unreachable',
				path: uri,
			});
		}
	});

	it.each(['a%', 'a%zz', '%ff', '', 'a%00b'])('is refused when it is no URI: %s', async (uri) => {
		expect(await faultOf(() => resolveDataFile('/t', uri))).toMatchObject({ code: 'corruptLog' });
	});

	it('is inside of its table or not', () => {
		expect(isInside('/t', '/t/a')).toBe(true);
		expect(isInside('/t/', '/t/a')).toBe(true);
		expect(isInside('/', '/a')).toBe(true);
		expect(isInside('C:\\t', 'C:/t/a')).toBe(true);
		for (const outside of ['/t', '/tt/a', '/a', '/t/../a', '/']) expect(isInside('/t', outside)).toBe(false);
	});

	it('is written so that it is read back', () => {
		for (const path of [
			'a.parquet',
			'p=1/a',
			'x=A%2FA/é b',
			'q?#%20/[{"\\<>|^`}]',
			"it's ~!*()",
			'😀',
			'a:b',
		]) {
			const encoded = encodeDataFilePath(path);
			expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.!~*'()@&=+$,;/]|%[0-9A-F]{2})*$/);
			expect(resolveDataFile('/t', encoded)).toBe(`/t/${path}`);
		}
		expect(encodeDataFilePath('p=a%3Ab/x y')).toBe('p=a%253Ab/x%20y');
	});
});

describe('the key of a file', () => {
	const vector = { storageType: 'u', pathOrInlineDv: 'x', sizeInBytes: 1, cardinality: 1 } as const;

	it('is the same for every spelling of an absolute path', () => {
		const keys = ['/x/a', 'file:/x/a', 'file:///x/a'].map((path) => fileKey(path));
		expect(new Set(keys)).toEqual(new Set(['/x/a']));
		expect(fileKey('x/file:/a')).toBe('x/file:/a');
	});

	it('tells deletion vectors apart', () => {
		const keys = [
			fileKey('a'),
			fileKey('a', vector),
			fileKey('a', { ...vector, offset: 0 }),
			fileKey('a', { ...vector, offset: 1 }),
			fileKey('a', { ...vector, storageType: 'p' }),
			fileKey('b', vector),
		];
		expect(new Set(keys).size).toBe(keys.length);
		expect(fileKey('a', { ...vector, offset: 4 })).toBe('a\nux@4');
		expect(deletionVectorId({ ...vector, offset: 4 })).toBe('ux@4');
	});
});
