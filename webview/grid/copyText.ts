import type { WireRow } from '../../src/rpc/values';
import { valueText } from '../../src/rpc/valueText';
import type { ValueType } from '../../src/rpc/valueType';
import type { CellRange } from './selection';

/** Cells that one copy may have; more than this as text would exhaust the window's memory. */
export const maxCopiedCells = 2_000_000;

export function cellCount({ rowStart, rowEnd, columnStart, columnEnd }: CellRange): number {
	return Math.max(0, rowEnd - rowStart) * Math.max(0, columnEnd - columnStart);
}

/**
 * One row as tab-separated text, as spreadsheets take it: NULL is an empty field, and a value with a tab, a line
 * break or a quote at its start is quoted.
 */
export function copiedLine(
	row: WireRow,
	{ columnStart, columnEnd }: CellRange,
	types: readonly ValueType[],
): string {
	const fields: string[] = [];
	for (let column = columnStart; column < columnEnd; column++) {
		const value = row[column] ?? null;
		const type = types[column];
		fields.push(value === null || !type ? '' : quoted(valueText(value, type)));
	}
	return fields.join('\t');
}

function quoted(text: string): string {
	return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
