import { randomUUID } from 'node:crypto';
import { asEpochMillis } from '../../../src/delta/units';
import { EngineDatabase } from '../../../src/duckdb/engineDatabase';
import { appendToTable } from '../../../src/engine/append';
import { structOf } from '../../../src/engine/samples/sample';
import { readTableState } from '../../../src/engine/tableState';
import { localObjectStore } from '../../../src/storage/localObjectStore';

/** A writer of its own process: `TABLE COUNT SQL` appends the one column `id` of a query so many times. */
async function main([tablePath = '', count = '0', sql = '']: readonly string[]): Promise<void> {
	const store = localObjectStore();
	const { signal } = new AbortController();
	const database = await EngineDatabase.open({
		memoryLimit: '1GB',
		spillFolder: `${tablePath}.spill`,
		threads: 1,
	});
	const context = { database, store, newId: randomUUID, now: () => asEpochMillis(Date.now()) };
	for (let done = 0; done < Number(count); done++) {
		await appendToTable(context, {
			tablePath,
			base: await readTableState(store, tablePath, signal),
			sources: [{ sql, schema: structOf({ id: 'long' }) }],
			readsTable: false,
			signal,
		});
	}
	database.close();
}

await main(process.argv.slice(2));
