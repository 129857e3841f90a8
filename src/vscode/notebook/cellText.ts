import type { WireColumn, WireValue } from '../../rpc/values';

const numericTypes = new Set(['tinyint', 'smallint', 'int', 'bigint', 'float', 'double']);

/** Whether values of a column are numbers, which are aligned at their right. */
export function isNumeric({ type }: WireColumn): boolean {
	return numericTypes.has(type) || type.startsWith('decimal');
}

/** A value as a cell shows it: text as it is, nested values as JSON. */
export function cellText(value: WireValue): string {
	if (value === null) return 'NULL';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

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
