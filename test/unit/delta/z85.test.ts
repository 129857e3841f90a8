import { describe, expect, it } from 'vitest';
import { decodeZ85 } from '../../../src/delta/z85';

describe('Z85', () => {
	it('decodes the example of its specification', () => {
		expect([...(decodeZ85('HelloWorld') ?? [])]).toEqual([0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b]);
	});

	it('decodes the extremes of a block', () => {
		expect([...(decodeZ85('00000') ?? [])]).toEqual([0, 0, 0, 0]);
		expect([...(decodeZ85('%nSc0') ?? [])]).toEqual([255, 255, 255, 255]);
	});

	it('decodes a short last block with a # for each byte that is not there', () => {
		expect([...(decodeZ85('HelloWorld###30') ?? [])].slice(8)).toEqual([255]);
		expect([...(decodeZ85('##100') ?? [])]).toEqual([7225 >> 8, 7225 & 0xff]);
		expect([...(decodeZ85('#1000') ?? [])]).toEqual([9, (614125 >> 8) & 0xff, 614125 & 0xff]);
	});

	it.each([
		['of a length that is not a multiple of five', '0000'],
		['with a character outside of the alphabet', '0000"'],
		['with a block above 32 bits', '%nSc1'],
		['with a short block above its bits', '###31'],
		['with a block of nothing but missing bytes', '####0'],
		['with a short block before the last', '###0100000'],
	])('rejects text %s', (_, text) => {
		expect(decodeZ85(text)).toBeUndefined();
	});
});
