/** The line under a result: how many rows, whether there are more, and how long it took. */
export function rowsNote(rowCount: number, truncated: boolean, elapsedMs: number): string {
	const rows = `${rowCount.toLocaleString('en')} ${rowCount === 1 ? 'row' : 'rows'}`;
	return `${truncated ? `first ${rows} of more` : rows}, ${secondsText(elapsedMs)}`;
}

/** What a statement without rows did. */
export function doneNote(
	metrics: Readonly<Record<string, string>>,
	version: number | undefined,
	elapsedMs: number,
): string {
	return [
		version === undefined ? 'done' : `committed version ${version}`,
		...Object.entries(metrics).map(([name, value]) => `${name}: ${value}`),
		secondsText(elapsedMs),
	].join(', ');
}

function secondsText(elapsedMs: number): string {
	return elapsedMs < 1000 ? `${Math.round(elapsedMs)} ms` : `${(elapsedMs / 1000).toFixed(1)} s`;
}
