import type { StatementResult } from '../../rpc/engine';
import { valueText } from '../../rpc/valueText';
import { isNumberType, valueTypeNamed } from '../../rpc/valueType';
import { doneNote, rowsNote } from './resultNotes';

/** A result as plain text in columns, for copying, for screen readers and for tools that read notebooks. */
export function resultText(result: StatementResult): string {
	if (result.kind === 'done') return doneNote(result.metrics, result.version, result.elapsedMs);
	const { columns, rows, truncated, elapsedMs } = result;
	const types = columns.map(({ type }) => valueTypeNamed(type));
	const cells = rows.map((row) => types.map((type, index) => oneLine(valueText(row[index] ?? null, type))));
	const widths = columns.map(({ name }, index) =>
		cells.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), name.length),
	);
	const line = (texts: readonly string[]) =>
		columns
			.map((column, index) => {
				const text = texts[index] ?? '';
				const width = widths[index] ?? 0;
				return isNumberType(column.type) ? text.padStart(width) : text.padEnd(width);
			})
			.join(' | ')
			.trimEnd();
	return [
		line(columns.map(({ name }) => oneLine(name))),
		widths.map((width) => '-'.repeat(width)).join('-+-'),
		...cells.map((row) => line(row)),
		rowsNote(rows.length, truncated, elapsedMs),
	].join('\n');
}

function oneLine(text: string): string {
	return text.replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
