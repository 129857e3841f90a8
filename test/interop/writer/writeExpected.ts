import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteName, quoteText } from '../../../src/duckdb/database';
import { duckdbTypeText } from '../../../src/duckdb/duckdbTypes';
import { EngineDatabase } from '../../../src/duckdb/engineDatabase';
import { samples, writeSamples } from '../../../src/engine/writeSamples';
import { localObjectStore } from '../../../src/storage/localObjectStore';

/**
 * Writes the sample tables into `FOLDER/tables`, and beside them, past our writer, the rows that they must hold:
 * `FOLDER/expected/<number>.parquet`, and the names of the tables in `FOLDER/names.json`.
 */
async function main(folder: string): Promise<void> {
	const { signal } = new AbortController();
	const database = await EngineDatabase.open({ memoryLimit: '1GB', spillFolder: join(folder, 'spill') });
	await writeSamples({ database, store: localObjectStore() }, join(folder, 'tables'), { signal });
	const expected = join(folder, 'expected');
	mkdirSync(expected);
	for (const [index, { versions }] of samples.entries()) {
		const queries = versions.flatMap(({ sources }) =>
			sources.map(({ sql, schema: { fields } }) => {
				const inputs = fields.map((_, position) => `input${position}`);
				const columns = fields.map(
					({ name, type }, position) =>
						`CAST(${inputs[position]} AS ${duckdbTypeText(type)}) AS ${quoteName(name)}`,
				);
				return `SELECT ${columns.join(', ')} FROM (${sql}) AS input(${inputs.join(', ')})`;
			}),
		);
		const file = quoteText(join(expected, `${index}.parquet`));
		await database.run(`COPY (${queries.join(' UNION ALL ')}) TO ${file} (FORMAT parquet)`, { signal });
	}
	writeFileSync(join(folder, 'names.json'), JSON.stringify(samples.map(({ name }) => name)));
	database.close();
}

await main(process.argv[2] ?? '');
