import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { countRows, readRows } from '../../../src/engine/rows';
import { add, type Column, metaData, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
});
afterAll(() => fixture.dispose());

const page = (table: string, start: number, end: number, reader = engine) =>
	reader.withSnapshot({ path: fixture.path(table) }, signal, (snapshot) =>
		readRows(reader, snapshot, { start, end, signal }),
	);
const count = (table: string) =>
	engine.withSnapshot({ path: fixture.path(table) }, signal, (snapshot) =>
		countRows(engine, snapshot, signal),
	);

describe('reading a table', () => {
	it('keeps columns apart from what DuckDB knows by the same names', async () => {
		await fixture.parquet('names/a.parquet', "SELECT 'x' AS filename, 7 AS file_row_number, 8 AS file_index");
		fixture.create(
			'names',
			[
				['filename', 'string'],
				['file_row_number', 'integer'],
				['file_index', 'integer'],
			],
			[add('a.parquet')],
		);
		expect(await fixture.rows(engine, 'SELECT * FROM names')).toEqual([['x', 7, 8]]);
		expect(await page('names', 0, 9)).toEqual([['x', 7, 8]]);
	});

	it('fills columns that a file lacks with NULL and widens narrower ones, whatever the case of their names', async () => {
		await fixture.parquet('evolved/a.parquet', "SELECT 1::INTEGER AS ID, {'X': 5} AS S");
		fixture.create(
			'evolved',
			[
				['id', 'long'],
				[
					's',
					{
						type: 'struct',
						fields: [
							{ name: 'x', type: 'long', nullable: true, metadata: {} },
							{ name: 'y', type: 'date', nullable: true, metadata: {} },
						],
					},
				],
				['later', 'decimal(5,2)'],
				['nothing', 'void'],
			],
			[add('a.parquet')],
		);
		expect(await fixture.rows(engine, 'SELECT * FROM evolved')).toEqual([[1, { x: 5, y: null }, null, null]]);
	});

	it('takes partition values from the log, typed, and never from the path', async () => {
		await fixture.parquet('parts/d=wrong/a.parquet', 'SELECT 1 AS id');
		await fixture.parquet('parts/b.parquet', 'SELECT 2 AS id');
		fixture.create(
			'parts',
			[
				['id', 'integer'],
				['D', 'date'],
				['t', 'timestamp'],
				['n', 'decimal(4,1)'],
				['b', 'binary'],
				['s', 'string'],
			],
			[
				add('d=wrong/a.parquet', {
					partitionValues: { d: '2024-02-29', t: '2024-01-01 00:00:00.5', n: '-1.5', b: 'ab', s: '' },
				}),
				add('b.parquet', {
					partitionValues: { D: null, t: '2024-01-01T00:00:00Z', n: '', b: null, s: 'x y' },
				}),
			],
			{ partitionColumns: ['D', 't', 'n', 'b', 's'] },
		);
		expect(await page('parts', 0, 2)).toEqual([
			[1, '2024-02-29', '2024-01-01T00:00:00.500000Z', '-1.5', '0x6162', null],
			[2, null, '2024-01-01T00:00:00.000000Z', null, null, 'x y'],
		]);
		expect(await fixture.rows(engine, "SELECT id FROM parts WHERE D = DATE '2024-02-29'")).toEqual([[1]]);
	});

	it('names the log when a partition value cannot be of its type', async () => {
		fixture.create('badPart', [['p', 'integer']], [add('a.parquet', { partitionValues: { p: 'one' } })], {
			partitionColumns: ['p'],
		});
		await expect(fixture.rows(engine, 'SELECT * FROM badPart')).rejects.toMatchObject({
			fault: { code: 'corruptLog', file: `${fixture.path('badPart')}/_delta_log` },
		});
	});

	it('decodes names of files once, and never takes them for patterns', async () => {
		await fixture.parquet('odd/a b%20ü[1]*.parquet', 'SELECT 1 AS id');
		fixture.create('odd', [['id', 'integer']], [add('a%20b%2520%C3%BC%5B1%5D*.parquet')]);
		expect(await fixture.rows(engine, 'SELECT id FROM odd')).toEqual([[1]]);
		await fixture.parquet('pattern/a1.parquet', 'SELECT 1 AS id');
		fixture.create('pattern', [['id', 'integer']], [add('a%5B1%5D.parquet')]);
		await expect(fixture.rows(engine, 'SELECT id FROM pattern')).rejects.toMatchObject({
			fault: { code: 'dataFileNotFound', file: fixture.path('pattern/a[1].parquet') },
		});
	});

	it('refuse a file that is there under two spellings of its path', async () => {
		await fixture.parquet('twice/a.parquet', 'SELECT 1 AS id');
		fixture.create('twice', [['id', 'integer']], [add('a.parquet'), add('./a.parquet')]);
		await expect(fixture.rows(engine, 'SELECT id FROM twice')).rejects.toMatchObject({
			fault: { code: 'corruptLog', file: `${fixture.path('twice')}/_delta_log` },
		});
	});

	it('renames mapped columns, also inside of other types', async () => {
		const mapped = (name: string, id: number) => ({
			'delta.columnMapping.physicalName': name,
			'delta.columnMapping.id': id,
		});
		const inner = [{ name: 'x', type: 'long', nullable: true, metadata: mapped('p2', 2) }];
		const list = { type: 'array', containsNull: true, elementType: { type: 'struct', fields: inner } };
		await fixture.parquet(
			'mapped/a[1].parquet',
			"SELECT 'v' AS p1, [{'p2': 1::BIGINT}, NULL] AS p3",
			', FIELD_IDS {p1: 1, p3: {__duckdb_field_id: 3, element: {p2: 2}}}',
		);
		for (const mode of ['name', 'id']) {
			fixture.create(
				'mapped',
				[
					['a', 'string', mapped(mode === 'id' ? 'elsewhere' : 'p1', 1)],
					['l', list, mapped('p3', 3)],
				],
				[add('a%5B1%5D.parquet')],
				{
					configuration: { 'delta.columnMapping.mode': mode },
					protocol: { minReaderVersion: 2, minWriterVersion: 5 },
				},
			);
			expect(await fixture.rows(engine, 'SELECT * FROM mapped')).toEqual([['v', [{ x: 1 }, null]]]);
		}
	});

	describe('mapped by id', () => {
		const mapped = (name: string, id: number) => ({
			'delta.columnMapping.physicalName': name,
			'delta.columnMapping.id': id,
		});
		const field = (name: string, type: unknown, id: number) => ({
			...{ name, type, nullable: true, metadata: mapped(`p${id}`, id) },
		});
		const struct = (...fields: unknown[]) => ({ type: 'struct', fields });
		const columns: readonly Column[] = [
			['a', 'string', mapped('p1', 1)],
			['s', struct(field('x', 'long', 3), field('y', struct(field('z', 'long', 5)), 4)), mapped('p2', 2)],
			[
				'm',
				{
					...{ type: 'map', keyType: 'string', valueContainsNull: true },
					valueType: { type: 'array', containsNull: true, elementType: struct(field('e', 'long', 7)) },
				},
				mapped('p6', 6),
			],
		];
		const value =
			"'v' AS p1, {'p3': 1::BIGINT, 'p4': {'p5': 2::BIGINT}} AS p2, MAP {'k': [{'p7': 3::BIGINT}]} AS p6";
		const ids = (p3 = 'p3: 3', p7 = 'p7: 7') =>
			`, FIELD_IDS {p1: 1, p2: {__duckdb_field_id: 2, ${p3}, p4: {__duckdb_field_id: 4, p5: 5}}, p6: {__duckdb_field_id: 6, key: 8, value: {element: {${p7}}}}}`;
		const create = (name: string, files: readonly unknown[]) =>
			fixture.create(name, columns, files, {
				configuration: { 'delta.columnMapping.mode': 'id' },
				protocol: { minReaderVersion: 2, minWriterVersion: 5 },
			});

		it('reads files whose ids and names agree, and NULL for fields that they lack', async () => {
			await fixture.parquet('byId/a.parquet', `SELECT ${value}`, ids());
			await fixture.parquet(
				'byId/b.parquet',
				"SELECT {'p4': {'p5': 2::BIGINT}} AS p2",
				', FIELD_IDS {p2: {__duckdb_field_id: 2, p4: {__duckdb_field_id: 4, p5: 5}}}',
			);
			create('byId', [add('a.parquet'), add('b.parquet')]);
			expect(await fixture.rows(engine, 'SELECT * FROM byId')).toEqual([
				['v', { x: 1, y: { z: 2 } }, [['k', [{ e: 3 }]]]],
				[null, { x: null, y: { z: 2 } }, null],
			]);
		});

		it.each([
			['noIds', value, ''],
			['otherId', value, ids('p3: 33')],
			['otherName', value.replace("'p3'", "'q3'"), ids('q3: 3')],
			['deeper', value, ids('p3: 3', 'p7: 77')],
		])('refuses, by name, a file whose fields cannot be told: %s', async (name, columnsOfFile, options) => {
			await fixture.parquet(`${name}/good.parquet`, `SELECT ${value}`, ids());
			await fixture.parquet(`${name}/bad.parquet`, `SELECT ${columnsOfFile}`, options);
			create(name, [add('good.parquet'), add('bad.parquet')]);
			const fault = { fault: { code: 'corruptData', file: fixture.path(`${name}/bad.parquet`) } };
			await expect(fixture.rows(engine, `SELECT a FROM ${name}`)).rejects.toMatchObject(fault);
			await expect(page(name, 0, 1)).rejects.toMatchObject(fault);
		});
	});

	it('has no rows without files', async () => {
		fixture.create(
			'empty',
			[
				['a', 'long'],
				['b', { type: 'array', elementType: 'string', containsNull: true }],
			],
			[],
		);
		expect(await fixture.rows(engine, 'SELECT * FROM empty')).toEqual([]);
		expect(await count('empty')).toBe(0);
	});

	it('refuses files outside of the table unless it is trusted', async () => {
		await fixture.parquet('elsewhere.parquet', 'SELECT 1 AS id');
		fixture.create('clone', [['id', 'integer']], [add(`file:${fixture.path('elsewhere.parquet')}`)]);
		expect(await fixture.rows(engine, 'SELECT id FROM clone')).toEqual([[1]]);
		const careful = await fixture.engine(false);
		await expect(fixture.rows(careful, 'SELECT id FROM clone')).rejects.toMatchObject({
			fault: { code: 'pathOutsideTable', file: fixture.path('elsewhere.parquet') },
		});
		expect((await fixture.rows(careful, 'DESCRIBE DETAIL clone'))[0]?.[9]).toBe(1);
	});

	it('does not follow a link out of the table', async () => {
		await fixture.parquet('secret.parquet', 'SELECT 1 AS id');
		fixture.create('linked', [['id', 'integer']], [add('a.parquet', { stats: '{"numRecords":1}' })]);
		symlinkSync(fixture.path('secret.parquet'), fixture.path('linked/a.parquet'));
		const careful = await fixture.engine(false);
		const fault = { fault: { code: 'pathOutsideTable', table: fixture.path('linked') } };
		await expect(page('linked', 0, 1, careful)).rejects.toMatchObject(fault);
		await expect(fixture.rows(careful, 'SELECT id FROM linked')).rejects.toMatchObject(fault);
	});

	it('does not read a log, or a file of one, to which a link leads', async () => {
		fixture.create('realLog', [['id', 'integer']], []);
		mkdirSync(fixture.path('linkedLog'));
		symlinkSync(fixture.path('realLog/_delta_log'), fixture.path('linkedLog/_delta_log'));
		mkdirSync(fixture.path('linkedCommit/_delta_log'), { recursive: true });
		const commit = '_delta_log/00000000000000000000.json';
		symlinkSync(fixture.path(`realLog/${commit}`), fixture.path(`linkedCommit/${commit}`));
		symlinkSync(fixture.path('realLog'), fixture.path('linkedTable'));
		const careful = await fixture.engine(false);
		for (const table of ['linkedLog', 'linkedCommit']) {
			expect(await fixture.rows(engine, `SELECT id FROM ${table}`)).toEqual([]);
			await expect(page(table, 0, 1, careful)).rejects.toMatchObject({
				fault: { code: 'pathOutsideTable', table: fixture.path(table) },
			});
		}
		expect(await page('linkedTable', 0, 1, careful)).toEqual([]);
	});

	it('names a data file that is missing or is not Parquet', async () => {
		fixture.create('missing', [['id', 'integer']], [add('gone.parquet')]);
		await expect(fixture.rows(engine, 'SELECT id FROM missing')).rejects.toMatchObject({
			fault: {
				code: 'dataFileNotFound',
				file: fixture.path('missing/gone.parquet'),
				table: fixture.path('missing'),
			},
		});
		fixture.create('garbage', [['id', 'integer']], [add('a.parquet')]);
		writeFileSync(fixture.path('garbage/a.parquet'), 'this is not Parquet at all');
		await expect(fixture.rows(engine, 'SELECT id FROM garbage')).rejects.toMatchObject({
			fault: { code: 'corruptData', file: fixture.path('garbage/a.parquet') },
		});
		await expect(count('garbage')).rejects.toMatchObject({ fault: { code: 'corruptData' } });
	});

	it.each([
		[
			'footer',
			(bytes: Buffer) =>
				bytes.fill(0xff, bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8), bytes.length - 8),
		],
		['page', (bytes: Buffer) => bytes.fill(0xff, 4, 30)],
	])('names the data file whose %s is damaged', async (what, damage) => {
		const table = `damaged_${what}`;
		for (const name of ['good', 'bad']) {
			await fixture.parquet(`${table}/${name}.parquet`, 'SELECT range AS id FROM range(100)');
		}
		const file = fixture.path(`${table}/bad.parquet`);
		writeFileSync(file, damage(readFileSync(file)));
		const stats = { stats: '{"numRecords":100}' };
		fixture.create(table, [['id', 'long']], [add('good.parquet', stats), add('bad.parquet', stats)]);
		const fault = { fault: { code: 'corruptData', file } };
		await expect(fixture.rows(engine, `SELECT max(id) FROM ${table}`)).rejects.toMatchObject(fault);
		await expect(page(table, 100, 200)).rejects.toMatchObject(fault);
		const copy = `CREATE TABLE copy_${what} USING DELTA AS SELECT * FROM ${table}`;
		await expect(fixture.rows(engine, copy)).rejects.toMatchObject(fault);
	});

	it('pages through files in the order of the log and notices files that have lost rows', async () => {
		await fixture.parquet('pages/a.parquet', 'SELECT range AS id FROM range(3)');
		await fixture.parquet('pages/b.parquet', 'SELECT range + 10 AS id FROM range(2)');
		fixture.create(
			'pages',
			[['id', 'long']],
			[add('b.parquet', { stats: '{"numRecords":2}' }), add('a.parquet')],
		);
		expect(await count('pages')).toBe(5);
		expect(await page('pages', 1, 4)).toEqual([[11], [0], [1]]);
		expect(await page('pages', 4, 100)).toEqual([[2]]);
		fixture.create('short', [['id', 'long']], [add('../pages/a.parquet', { stats: '{"numRecords":4}' })]);
		await expect(page('short', 0, 4)).rejects.toMatchObject({ fault: { code: 'corruptData' } });
	});
});

describe('a checkpoint', () => {
	const checkpointRows = `
		SELECT {'minReaderVersion': 1, 'minWriterVersion': 2} AS protocol, NULL AS metaData, NULL AS add
		UNION ALL SELECT NULL, {'id': 'i', 'format': {'provider': 'parquet'}, 'schemaString':
			'{"type":"struct","fields":[{"name":"id","type":"integer","nullable":true,"metadata":{}}]}',
			'partitionColumns': []::VARCHAR[]}, NULL
		UNION ALL SELECT NULL, NULL, {'path': unnest(['a.parquet', 'b%20c.parquet']), 'partitionValues': MAP {}::MAP(VARCHAR, VARCHAR),
			'size': 1, 'modificationTime': 1, 'dataChange': true}`;
	const checkpointName = '_delta_log/00000000000000000003.checkpoint.parquet';

	it('is the base of newer commits, and needs no statistics', async () => {
		await fixture.parquet(`checked/${checkpointName}`, checkpointRows);
		await fixture.parquet('checked/b c.parquet', 'SELECT 2::INTEGER AS id');
		await fixture.parquet('checked/d.parquet', 'SELECT 3::INTEGER AS id');
		fixture.commit('checked', 4, [{ remove: { path: 'a.parquet', dataChange: true } }, add('d.parquet')]);
		expect(await fixture.rows(engine, 'SELECT id FROM checked ORDER BY id')).toEqual([[2], [3]]);
		expect(await count('checked')).toBe(2);
	});

	it('is named when it is not Parquet or has no metaData', async () => {
		const file = `broken/${checkpointName}`;
		mkdirSync(path.dirname(fixture.path(file)), { recursive: true });
		writeFileSync(fixture.path(file), 'not Parquet, but long enough to be one');
		const fault = { code: 'corruptLog', file: fixture.path(file) };
		await expect(fixture.rows(engine, 'SELECT * FROM broken')).rejects.toMatchObject({ fault });
		await fixture.parquet(file, "SELECT {'minReaderVersion': 1, 'minWriterVersion': 2} AS protocol");
		await expect(fixture.rows(engine, 'SELECT * FROM broken')).rejects.toMatchObject({ fault });
	});

	it('is refused when it is of the second kind, or its protocol asks for what is not supported', async () => {
		await fixture.parquet(`v2/${checkpointName}`, `SELECT {'version': 3} AS checkpointMetadata`);
		await expect(fixture.rows(engine, 'SELECT * FROM v2')).rejects.toMatchObject({
			fault: { code: 'unsupportedFeatures', features: ['v2Checkpoint'] },
		});
		fixture.commit('newer', 0, [
			{ protocol: { minReaderVersion: 9, minWriterVersion: 9 } },
			metaData([['id', 'long']]),
		]);
		await expect(fixture.rows(engine, 'SELECT * FROM newer')).rejects.toMatchObject({
			fault: { code: 'unsupportedFeatures', operation: 'read' },
		});
	});
});
