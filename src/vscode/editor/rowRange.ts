/** Most rows that one request of a webview may ask for. */
const maxRows = 10_000;

/** The range that is read for a request of a webview, which may hold anything: whole, not negative, and bounded. */
export function clampRowRange(
	start: unknown,
	end: unknown,
): { readonly start: number; readonly end: number } {
	const first = wholeNumber(start);
	return { start: first, end: Math.min(Math.max(wholeNumber(end), first), first + maxRows) };
}

/** A version as a webview asks for it; `undefined` for what cannot be one. */
export function asRequestedVersion(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function wholeNumber(value: unknown): number {
	const whole = typeof value === 'number' ? Math.trunc(value) : 0;
	return Number.isSafeInteger(whole) && whole > 0 ? whole : 0;
}
