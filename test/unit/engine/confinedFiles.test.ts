import { mkdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { tableHistory } from '../../../src/engine/history';
import { countRows, readRows } from '../../../src/engine/rows';
import { add, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
let trusting: Engine;
let careful: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	trusting = await fixture.engine();
	careful = await fixture.engine(false);
	await fixture.parquet('secret/a.parquet', 'SELECT 1 AS id');
	fixture.create('target', [['id', 'integer']], []);
});
afterAll(() => fixture.dispose());

const outside = (table: string, file: string) => ({
	fault: { code: 'pathOutsideTable', table: fixture.path(table), file: fixture.path(file) },
});
const count = (engine: Engine, table: string) =>
	engine.withSnapshot({ path: fixture.path(table) }, signal, (snapshot) =>
		countRows(engine, snapshot, signal),
	);
const page = (engine: Engine, table: string) =>
	engine.withSnapshot({ path: fixture.path(table) }, signal, (snapshot) =>
		readRows(engine, snapshot, { start: 0, end: 9, signal }),
	);

describe('links to data files outside of a table', () => {
	beforeAll(() => {
		fixture.create('file', [['id', 'integer']], [add('a.parquet')]);
		symlinkSync(fixture.path('secret/a.parquet'), fixture.path('file/a.parquet'));
		fixture.create('folder', [['id', 'integer']], [add('p/a.parquet')]);
		symlinkSync(fixture.path('secret'), fixture.path('folder/p'));
	});

	it.each([
		['file', 'file/a.parquet'],
		['folder', 'folder/p/'],
	])('are followed by nothing that reads rows: %s', async (table, file) => {
		await expect(count(careful, table)).rejects.toMatchObject(outside(table, file));
		await expect(page(careful, table)).rejects.toMatchObject(outside(table, file));
		for (const statement of ['', 'INSERT INTO target ', `CREATE TABLE copy_${table} USING DELTA AS `]) {
			await expect(fixture.rows(careful, `${statement}SELECT id FROM ${table}`)).rejects.toMatchObject(
				outside(table, file),
			);
		}
	});

	it.each(['file', 'folder'])('are followed in trusted folders to count rows: %s', async (table) => {
		expect(await count(trusting, table)).toBe(1);
	});

	it('leave the table described', async () => {
		expect((await fixture.rows(careful, 'DESCRIBE DETAIL file'))[0]?.[9]).toBe(1);
	});
});

it('links that stay in the table are followed, and those that the log does not name do not matter', async () => {
	await fixture.parquet('own/real/a.parquet', 'SELECT 5 AS id');
	fixture.create('own', [['id', 'integer']], [add('a.parquet'), add('there/a.parquet')]);
	symlinkSync(fixture.path('own/real/a.parquet'), fixture.path('own/a.parquet'));
	symlinkSync(fixture.path('own/real'), fixture.path('own/there'));
	symlinkSync(fixture.path('secret'), fixture.path('own/.cache'));
	expect(await page(careful, 'own')).toEqual([[5], [5]]);
});

it('a file that is missing is missing, also where links are not followed', async () => {
	fixture.create('gone', [['id', 'integer']], [add('p/a.parquet')]);
	await expect(page(careful, 'gone')).rejects.toMatchObject({ fault: { code: 'dataFileNotFound' } });
});

it('links to deletion vectors outside of a table are not followed', async () => {
	await fixture.parquet('vectors/a.parquet', 'SELECT 1 AS id FROM range(2)');
	const deletionVector = {
		storageType: 'p',
		pathOrInlineDv: 'dv.bin',
		offset: 1,
		sizeInBytes: 38,
		cardinality: 1,
	};
	fixture.create('vectors', [['id', 'integer']], [add('a.parquet', { deletionVector })], {
		protocol: {
			minReaderVersion: 3,
			minWriterVersion: 7,
			readerFeatures: ['deletionVectors'],
			writerFeatures: ['deletionVectors'],
		},
	});
	symlinkSync(fixture.path('secret/a.parquet'), fixture.path('vectors/dv.bin'));
	await expect(page(careful, 'vectors')).rejects.toMatchObject(outside('vectors', 'vectors/dv.bin'));
	await expect(page(trusting, 'vectors')).rejects.toMatchObject({ fault: { code: 'corruptData' } });
});

describe('links from a log out of its table', () => {
	beforeAll(() => {
		fixture.create('other', [['id', 'integer']], []);
		mkdirSync(fixture.path('log'));
		symlinkSync(fixture.path('other/_delta_log'), fixture.path('log/_delta_log'));
		mkdirSync(fixture.path('commit/_delta_log'), { recursive: true });
		const commit = '_delta_log/00000000000000000000.json';
		symlinkSync(fixture.path(`other/${commit}`), fixture.path(`commit/${commit}`));
	});

	it.each([
		['log', 'log/_delta_log'],
		['commit', 'commit/_delta_log/00000000000000000000.json'],
	])('are followed by nothing that reads a log: %s', async (table, file) => {
		const fault = outside(table, file);
		for (const statement of [
			`DESCRIBE HISTORY ${table}`,
			`DESCRIBE DETAIL ${table}`,
			`SELECT * FROM ${table} TIMESTAMP AS OF '2020-01-01'`,
			`INSERT INTO ${table} SELECT 1`,
		]) {
			await expect(fixture.rows(careful, statement)).rejects.toMatchObject(fault);
		}
		await expect(tableHistory(careful.store, fixture.path(table), { signal })).rejects.toMatchObject(fault);
		expect(await fixture.rows(trusting, `DESCRIBE HISTORY ${table}`)).toHaveLength(1);
	});
});
