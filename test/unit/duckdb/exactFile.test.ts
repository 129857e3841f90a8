import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { countRows, readRows } from '../../../src/engine/rows';
import { add, metaData, signal, TableFixture } from '../engine/tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
});
afterAll(() => fixture.dispose());

const query = (table: string) => fixture.rows(engine, `SELECT id FROM delta.\`${fixture.path(table)}\``);
const page = (table: string) =>
	engine.withSnapshot({ path: fixture.path(table) }, signal, (snapshot) =>
		readRows(engine, snapshot, { start: 0, end: 9, signal }),
	);
const count = (table: string) =>
	engine.withSnapshot({ path: fixture.path(table) }, signal, (snapshot) =>
		countRows(engine, snapshot, signal),
	);

describe('a name that looks like a pattern', () => {
	it('means the data file of exactly this name, not those that match it', async () => {
		for (const [id, name] of ['p[1]/[ab]*', 'p[1]/a', 'p[1]/ab', 'p1/[ab]*', 'p1/a'].entries()) {
			await fixture.parquet(`${name}.parquet`, `SELECT ${id} AS id`);
		}
		fixture.create('p[1]', [['id', 'long']], [add('%5Bab%5D*.parquet')]);
		expect(await query('p[1]')).toEqual([[0]]);
		expect(await count('p[1]')).toBe(1);
		expect(await page('p[1]')).toEqual([[0]]);
	});

	it('means the checkpoint of its own table, not of those whose names match', async () => {
		for (const [id, name] of ['c[1]', 'c1'].entries()) {
			await fixture.parquet(`${name}/a${id}.parquet`, `SELECT ${id} AS id`);
			fixture.create(name, [['id', 'long']], [add(`a${id}.parquet`)]);
			await fixture.parquet(
				`${name}/_delta_log/00000000000000000000.checkpoint.parquet`,
				checkpoint(`a${id}.parquet`),
			);
		}
		expect(await page('c[1]')).toEqual([[0]]);
		expect(await query('c[1]')).toEqual([[0]]);
	});
});

function checkpoint(file: string): string {
	const { schemaString } = metaData([['id', 'long']]).metaData;
	return `SELECT {minReaderVersion: 1, minWriterVersion: 2} AS protocol
		UNION ALL BY NAME SELECT {id: 'x', format: {provider: 'parquet'}, schemaString: '${schemaString}',
			partitionColumns: []::VARCHAR[]} AS "metaData"
		UNION ALL BY NAME SELECT {path: '${file}', partitionValues: MAP {}::MAP(VARCHAR, VARCHAR), size: 1,
			modificationTime: 0} AS "add"`;
}
