import type { WireRow } from '../../rpc/values';
import type { ResultPrinter } from './resultPrinter';
import { uniqueNames } from './uniqueNames';

/** One JSON object a row, columns in order; nothing for statements without rows. */
export const printJsonl: ResultPrinter = async (outcome, output) => {
	if (outcome.kind === 'done') return;
	const keys = uniqueNames(outcome.schema.fields.map(({ name }) => name)).map((name) => JSON.stringify(name));
	for await (const rows of outcome.rows) await output.write(rows.map((row) => jsonLine(keys, row)).join(''));
};

/** Written by hand, because an object would put keys such as `1` before all others. */
function jsonLine(keys: readonly string[], row: WireRow): string {
	return `{${keys.map((key, index) => `${key}:${JSON.stringify(row[index])}`).join(',')}}\n`;
}
