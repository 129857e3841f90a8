import { describe, expect, it } from 'vitest';
import { formatBytes, formatQuantity, formatRelativeTime } from '../../../../webview/tableEditor/format';

const now = Date.UTC(2026, 0, 31, 12);

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

	it.each([
		[20_000, 'just now'],
		[61_000, '1 minute ago'],
		[3 * 3_600_000, '3 hours ago'],
		[86_400_000, 'yesterday'],
		[400 * 86_400_000, 'last year'],
	])('says %d ms ago as %s', (distance, expected) => {
		expect(formatRelativeTime(now - distance, now)).toBe(expected);
	});
});
