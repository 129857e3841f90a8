import { describe, expect, it } from 'vitest';
import { compareUtf8 } from '../../../src/base/compareUtf8';
import { crc32 } from '../../../src/base/crc32';
import { isRecord } from '../../../src/base/isRecord';

describe('CRC-32', () => {
	it('has the check value of its definition', () => {
		expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
		expect(crc32(new Uint8Array(0))).toBe(0);
	});
});

describe('comparing strings as UTF-8', () => {
	it('orders them as their bytes', () => {
		const texts = [
			'',
			'a',
			'ab',
			'b',
			'A',
			'\u00e9',
			'\ud7ff',
			'\ue000',
			'\uffff',
			'\u{10000}',
			'\u{10ffff}',
			'\u{1f600}a',
		];
		const byBytes = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
		expect([...texts].sort(compareUtf8)).toEqual(byBytes);
		expect(compareUtf8('same', 'same')).toBe(0);
	});
});

describe('a record', () => {
	it('is an object, but no array and not null', () => {
		expect([{}, { a: 1 }].every(isRecord)).toBe(true);
		expect([[], null, undefined, 'x', 1].some(isRecord)).toBe(false);
	});
});
