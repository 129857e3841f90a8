import type { WireRow, WireValue } from '../../rpc/values';
import type { ResultPrinter } from './resultPrinter';

/**
 * RFC 4180 with a header line. NULL is an empty field and the empty string `""`; nested values are JSON. A blank line
 * stands between the results of two statements.
 */
export const printCsv: ResultPrinter = async (outcome, output, index) => {
	if (outcome.kind === 'done') return;
	const names = outcome.schema.fields.map(({ name }) => name);
	await output.write((index > 0 ? '\n' : '') + csvLine(names));
	for await (const rows of outcome.rows) await output.write(rows.map(csvLine).join(''));
};

function csvLine(values: WireRow): string {
	return `${values.map(csvField).join(',')}\n`;
}

function csvField(value: WireValue): string {
	if (value === null) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
