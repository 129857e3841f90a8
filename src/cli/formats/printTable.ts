import type { DataType } from '../../delta/schema';
import type { Outcome } from '../../engine/session/outcome';
import type { WireRow, WireValue } from '../../rpc/values';
import type { Output } from '../output';
import { displayWidth } from './displayWidth';
import type { ResultPrinter } from './resultPrinter';

/** Rows that are held back to find the widths of the columns; later ones are printed as they come. */
const sampledRows = 1000;

interface Column {
	readonly width: number;
	readonly rightAligned: boolean;
}

/** A table for people. Control characters in values are shown as escapes, so that data cannot drive the terminal. */
export const printTable: ResultPrinter = async (outcome, output, index) => {
	if (index > 0) await output.write('\n');
	if (outcome.kind === 'rows') await printRows(outcome, output);
	else await output.write(doneText(outcome));
};

async function printRows({ schema, rows }: Outcome & { kind: 'rows' }, output: Output): Promise<void> {
	const names = schema.fields.map(({ name }) => cellText(name));
	let held: (readonly string[])[] | undefined = [];
	let columns: readonly Column[] = [];
	let count = 0;
	const begin = async (sample: readonly (readonly string[])[]) => {
		columns = schema.fields.map(({ type }, index) => ({
			width: Math.max(...[names, ...sample].map((row) => displayWidth(row[index] ?? ''))),
			rightAligned: isNumeric(type),
		}));
		await output.write(tableLine(names, columns) + ruler(columns) + tableLines(sample, columns));
	};
	for await (const batch of rows) {
		count += batch.length;
		const texts = batch.map((row: WireRow) => row.map(cellText));
		if (!held) await output.write(tableLines(texts, columns));
		else {
			held.push(...texts);
			if (held.length < sampledRows) continue;
			await begin(held);
			held = undefined;
		}
	}
	if (held) await begin(held);
	await output.write(`(${count} ${count === 1 ? 'row' : 'rows'})\n`);
}

function doneText({ metrics, version }: Outcome & { kind: 'done' }): string {
	const parts = Object.entries(metrics).map(([name, value]) => `${name} ${value}`);
	return `${[version === undefined ? 'done' : `committed version ${version}`, ...parts].join(', ')}\n`;
}

function tableLines(rows: readonly (readonly string[])[], columns: readonly Column[]): string {
	return rows.map((row) => tableLine(row, columns)).join('');
}

function tableLine(row: readonly string[], columns: readonly Column[]): string {
	const cells = columns.map(({ width, rightAligned }, index) => {
		const text = row[index] ?? '';
		const padding = ' '.repeat(Math.max(0, width - displayWidth(text)));
		return rightAligned ? padding + text : text + padding;
	});
	return `${cells.join(' │ ').trimEnd()}\n`;
}

function ruler(columns: readonly Column[]): string {
	return `${columns.map(({ width }) => '─'.repeat(width)).join('─┼─')}\n`;
}

function cellText(value: WireValue): string {
	if (value === null) return 'NULL';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.replaceAll(/\p{Cc}/gu, escapeControl);
}

function escapeControl(character: string): string {
	const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
	return named ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isNumeric({ kind }: DataType): boolean {
	return ['byte', 'short', 'integer', 'long', 'float', 'double', 'decimal'].includes(kind);
}
