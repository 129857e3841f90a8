import { describe, expect, it } from 'vitest';
import { formatDate, formatTimestamp } from '../../../src/duckdb/calendar';

describe('formatDate', () => {
	it("agrees with the platform's calendar for every month of 4,000 years", () => {
		for (let year = 1; year <= 4000; year++) {
			for (const [month, day] of [
				[1, 1],
				[2, 28],
				[2, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28],
				[3, 1],
				[12, 31],
			] as const) {
				const date = new Date(0);
				date.setUTCFullYear(year, month - 1, day);
				expect(formatDate(date.getTime() / 86_400_000)).toBe(date.toISOString().slice(0, 10));
			}
		}
	});

	it('signs years that have more than four digits or lie before year 0', () => {
		expect(formatDate(2_932_897)).toBe('+010000-01-01');
		expect(formatDate(-719_529)).toBe('-000001-12-31');
	});
});

describe('formatTimestamp', () => {
	it('keeps microseconds on both sides of 1970', () => {
		expect(formatTimestamp(1n)).toBe('1970-01-01T00:00:00.000001');
		expect(formatTimestamp(-1n)).toBe('1969-12-31T23:59:59.999999');
		expect(formatTimestamp(86_399_000_000n)).toBe('1970-01-01T23:59:59.000000');
	});
});
