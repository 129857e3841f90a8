import { sqlTypeName } from '../../delta/schema';
import type { ResultPrinter } from './resultPrinter';

/** One JSON object a statement, on one line: its columns and rows, or its metrics and version. */
export const printJson: ResultPrinter = async (outcome, output) => {
	if (outcome.kind === 'done') {
		const { metrics, version } = outcome;
		await output.write(`${JSON.stringify({ metrics, version })}\n`);
		return;
	}
	const columns = outcome.schema.fields.map(({ name, type }) => ({ name, type: sqlTypeName(type) }));
	await output.write(`{"columns":${JSON.stringify(columns)},"rows":[`);
	let separator = '';
	for await (const rows of outcome.rows) {
		if (rows.length === 0) continue;
		await output.write(separator + rows.map((row) => JSON.stringify(row)).join(','));
		separator = ',';
	}
	await output.write(']}\n');
};
