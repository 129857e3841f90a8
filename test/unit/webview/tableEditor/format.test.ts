import { describe, expect, it } from 'vitest';
import { formatBytes, formatQuantity } from '../../../../webview/tableEditor/format';

describe('formatting', () => {
	it.each([
		[0, '0 bytes'],
		[1, '1 byte'],
		[1023, '1,023 bytes'],
		[1024, '1 KB'],
		[1_268_776, '1.21 MB'],
		[183_500_800, '175 MB'],
		[5 * 1024 ** 5, '5 PB'],
	])('says %d bytes as %s', (bytes, expected) => {
		expect(formatBytes(bytes)).toBe(expected);
	});

	it('counts one and many', () => {
		expect([formatQuantity(1, 'row'), formatQuantity(5_000_000, 'row')]).toEqual(['1 row', '5,000,000 rows']);
	});
});
