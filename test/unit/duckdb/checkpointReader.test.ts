import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import type { Snapshot } from '../../../src/engine/snapshot';
import { metaData, signal, TableFixture } from '../engine/tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
});
afterAll(() => fixture.dispose());

const log = '_delta_log/00000000000000000005.checkpoint';
const { schemaString } = metaData([['id', 'long']]).metaData;
const protocol = 'SELECT {minReaderVersion: 1, minWriterVersion: 2} AS protocol';
const metadata = `SELECT {id: 'x', format: {provider: 'parquet'}, schemaString: '${schemaString}',
	partitionColumns: []::VARCHAR[]} AS "metaData"`;
const addOf = (file: string, more = '') =>
	`SELECT {path: '${file}', partitionValues: MAP {}::MAP(VARCHAR, VARCHAR), size: 7, modificationTime: 0${more}} AS "add"`;
const union = (...queries: readonly string[]) => queries.join(' UNION ALL BY NAME ');

function load<T>(table: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
	return engine.withSnapshot({ path: fixture.path(table) }, signal, work);
}
const pathsOf = (table: string) =>
	load(table, async ({ files }) => {
		const { rows } = await engine.database.run(`SELECT path FROM ${files.table} ORDER BY path`, { signal });
		return rows.map(([file]) => file);
	});

describe('a checkpoint', () => {
	it('says the same in one file, and in parts of which each lacks columns', async () => {
		await fixture.parquet(`one/${log}.parquet`, union(protocol, metadata, addOf('a'), addOf('b')));
		const part = (number: number) => `parts/${log}.000000000${number}.0000000003.parquet`;
		await fixture.parquet(part(1), union(addOf('a'), protocol));
		await fixture.parquet(part(2), metadata);
		await fixture.parquet(part(3), addOf('b'));
		expect(await pathsOf('one')).toEqual(['a', 'b']);
		expect(await pathsOf('parts')).toEqual(['a', 'b']);
	});

	it('keeps transactions and domains, and of domains those that are not removed', async () => {
		const domain = (name: string, removed: boolean) =>
			`SELECT {domain: '${name}', configuration: '{}', removed: ${removed}} AS "domainMetadata"`;
		const transaction = `SELECT {appId: 'app', version: 9007199254740991, lastUpdated: NULL::BIGINT} AS txn`;
		await fixture.parquet(
			`more/${log}.parquet`,
			union(protocol, metadata, transaction, domain('kept', false), domain('gone', true)),
		);
		await load('more', async ({ transactions, domains, files }) => {
			expect(transactions.get('app')?.version).toBe(9007199254740991);
			expect([...domains.keys()]).toEqual(['kept']);
			expect(files.numFiles).toBe(0);
		});
	});

	it('ignores columns that are not of the protocol, and fields that it does not need', async () => {
		const extra = ", tags: MAP {'k': 'v'}, stats_parsed: {numRecords: 4, minValues: {id: 1}}, future: 1";
		await fixture.parquet(
			`extra/${log}.parquet`,
			union(protocol, metadata, addOf('a', extra), 'SELECT 1 AS later'),
		);
		await load('extra', async ({ files }) => {
			const { rows } = await engine.database.run(`SELECT "path", numRecords FROM ${files.table}`, { signal });
			expect(rows).toEqual([['a', 4n]]);
		});
	});

	it.each([
		['has no protocol', union(metadata, addOf('a'))],
		['has no metaData', union(protocol, addOf('a'))],
		['has an add without path', union(protocol, metadata, 'SELECT {size: 1, modificationTime: 1} AS "add"')],
		[
			'has an add without size',
			union(protocol, metadata, `SELECT {path: 'a', modificationTime: 1} AS "add"`),
		],
		['has an add that is no struct', union(protocol, metadata, 'SELECT 5 AS "add"')],
		['has a size that is no number', union(protocol, metadata, addOf('a').replace('size: 7', "size: 'x'"))],
		['has none of the columns', 'SELECT 1 AS id'],
	])('is named when it %s', async (problem, query) => {
		const table = problem.replaceAll(' ', '_');
		await fixture.parquet(`${table}/${log}.parquet`, query);
		await expect(load(table, async () => 'loaded')).rejects.toMatchObject({
			fault: { code: 'corruptLog', file: fixture.path(`${table}/${log}.parquet`) },
		});
	});

	it.each([
		['empty', () => Buffer.alloc(0)],
		['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
		['damaged in its footer', (bytes: Buffer) => bytes.fill(0xff, bytes.length - 60, bytes.length - 8)],
		['text', () => Buffer.from('{"protocol":{}}\n'.repeat(9))],
	])('is named when one of its parts is %s', async (what, damage) => {
		const table = what.replaceAll(' ', '_');
		const part = (number: number) => `${table}/${log}.000000000${number}.0000000002.parquet`;
		await fixture.parquet(part(1), union(protocol, metadata));
		await fixture.parquet(part(2), addOf('a'));
		const file = fixture.path(part(2));
		writeFileSync(file, damage(readFileSync(file)));
		await expect(load(table, async () => 'loaded')).rejects.toMatchObject({
			fault: { code: 'corruptLog', file },
		});
	});
});
