const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
	['year', 365 * 24 * 3600],
	['month', 30 * 24 * 3600],
	['day', 24 * 3600],
	['hour', 3600],
	['minute', 60],
];

/** A moment seen from another, in the largest unit that it fills: `3 days ago`. Both in milliseconds since 1970. */
export function relativeTime(timestampMs: number, nowMs: number, locale: string): string {
	const seconds = Math.trunc((timestampMs - nowMs) / 1000);
	const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
	return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}
