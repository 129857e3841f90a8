import type { DataType } from '../../delta/schema';

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d(?:\.\d{1,6})?))?$/;

/**
 * A text that is plainly a date or a timestamp, as a DuckDB constant, so that filters on it reach the data files.
 *
 * @returns `undefined` for every other text, which takes Spark's whole cast.
 */
export function temporalConstant(text: string, type: DataType): string | undefined {
	const [, year = '', month = '', day = '', hour, minute = '', second = ''] = pattern.exec(text) ?? [];
	if (!isDay(Number(year), Number(month), Number(day))) return undefined;
	const date = `${year}-${month}-${day}`;
	const time = hour === undefined ? '00:00:00' : `${hour}:${minute}:${second}`;
	switch (type.kind) {
		case 'date':
			return hour === undefined ? `CAST('${date}' AS DATE)` : undefined;
		case 'timestamp':
			return `CAST('${date} ${time}+00' AS TIMESTAMP WITH TIME ZONE)`;
		case 'timestamp_ntz':
			return `CAST('${date} ${time}' AS TIMESTAMP)`;
		default:
			return undefined;
	}
}

function isDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return year > 99 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
