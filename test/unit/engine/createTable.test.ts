import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSchema } from '../../../src/delta/schema';
import { arrayOf, structOf } from '../../../src/engine/samples/sample';
import { addsOf, commitOf, dataFilesOf, everythingIn, faultOf, WriterFixture } from './writerFixture';

const fixture = new WriterFixture();

describe('a table made from a query', () => {
	it('has commit info, metadata, protocol and one file, in this order', async () => {
		const table = await fixture.create('SELECT i, i::VARCHAR FROM range(5) r(i)', {
			id: 'long',
			text: 'string',
		});
		const actions = commitOf(table, 0);
		expect(actions.map(({ kind }) => kind)).toEqual(['commitInfo', 'metaData', 'protocol', 'add']);
		const [info, metadata, protocol, add] = actions;
		expect(info).toMatchObject({
			operation: 'CREATE TABLE AS SELECT',
			operationParameters: { partitionBy: '[]', isManaged: 'false', properties: '{}', description: null },
			operationMetrics: { numFiles: '1', numOutputRows: '5' },
			isBlindAppend: true,
			engineInfo: expect.stringMatching(/^Delta-Workbench\//),
		});
		expect(metadata).toMatchObject({
			format: { provider: 'parquet' },
			partitionColumns: [],
			configuration: {},
		});
		expect(protocol).toEqual({ kind: 'protocol', minReaderVersion: 1, minWriterVersion: 2 });
		expect(add).toMatchObject({
			dataChange: true,
			partitionValues: {},
			path: expect.stringMatching(/^part-00000-[0-9a-f-]{36}-c000\.zstd\.parquet$/),
		});
	});

	it('holds the rows in their order, with the types that Delta asks for', async () => {
		const table = await fixture.create(
			`SELECT 9 - i, TIMESTAMPTZ '2024-01-01 00:00:00+00', TIMESTAMP '2024-01-01 00:00:00', 1.5::DECIMAL(5, 1) FROM range(10) r(i)`,
			{
				id: 'integer',
				ts: 'timestamp',
				ntz: 'timestamp_ntz',
				amount: { kind: 'decimal', precision: 38, scale: 2 },
			},
		);
		const [file] = dataFilesOf(table);
		expect(
			await fixture.query(`SELECT list(id ORDER BY file_row_number)::VARCHAR FROM read_parquet('${file}')`),
		).toEqual([['[9, 8, 7, 6, 5, 4, 3, 2, 1, 0]']]);
		const types = await fixture.query(
			`SELECT name, type, logical_type FROM parquet_schema('${file}') WHERE type IS NOT NULL`,
		);
		expect(types.map(([name, type]) => [name, type])).toEqual([
			['id', 'INT32'],
			['ts', 'INT64'],
			['ntz', 'INT64'],
			['amount', 'FIXED_LEN_BYTE_ARRAY'],
		]);
		expect(types[1]?.[2]).toContain('isAdjustedToUTC=1');
		expect(types[2]?.[2]).toContain('isAdjustedToUTC=0');
		expect(commitOf(table, 0)[2]).toMatchObject({
			minReaderVersion: 3,
			minWriterVersion: 7,
			readerFeatures: ['timestampNtz'],
			writerFeatures: expect.arrayContaining(['timestampNtz']),
		});
	});

	it('has no file when the query has no rows', async () => {
		const table = await fixture.create('SELECT 1 WHERE false', { id: 'integer' });
		expect(addsOf(table)).toEqual([]);
		expect(everythingIn(table)).toEqual(['_delta_log', join('_delta_log', `${'0'.repeat(20)}.json`)]);
	});

	it('maps columns when asked to, and so takes names that Parquet did not', async () => {
		const table = await fixture.create(
			`SELECT 1, {'in ner': [2]}`,
			{ 'a b': 'integer', 'c;d': structOf({ 'in ner': arrayOf('integer') }) },
			{ properties: { 'delta.columnMapping.mode': 'name' } },
		);
		const [, metadata, protocol] = commitOf(table, 0);
		expect(protocol).toMatchObject({ minReaderVersion: 2, minWriterVersion: 5 });
		if (metadata?.kind !== 'metaData') throw new Error('no metadata');
		expect(metadata.configuration['delta.columnMapping.maxColumnId']).toBe('3');
		const [first, second] = parseSchema(metadata.schemaString, table).fields;
		const [file] = dataFilesOf(table);
		const fields = await fixture.query(
			`SELECT name, field_id::INTEGER FROM parquet_schema('${file}') WHERE field_id IS NOT NULL`,
		);
		expect(fields.slice(0, 2)).toEqual([
			[first?.metadata['delta.columnMapping.physicalName'], 1],
			[second?.metadata['delta.columnMapping.physicalName'], 2],
		]);
		expect(fields).toHaveLength(3);
	});
});

describe('partitions', () => {
	const kinds = ['plain', 'a b', 'x/y', '50%', 'é=ü', "it's", '#?*:"', '', null];

	it('are named as Spark names them, and their values are in the log only', async () => {
		const list = kinds.map((kind) => (kind === null ? 'NULL' : `'${kind.replaceAll("'", "''")}'`)).join(', ');
		const table = await fixture.create(
			`SELECT i, [${list}][i % ${kinds.length} + 1] FROM range(${kinds.length * 3}) r(i)`,
			{ id: 'long', kind: 'string' },
			{ partitionColumns: ['KIND'] },
		);
		expect(addsOf(table).map(({ partitionValues }) => partitionValues)).toEqual(
			[...kinds.slice(0, 7), null].map((kind) => ({ kind })),
		);
		expect(addsOf(table).map(({ path }) => path.split('/')[0])).toEqual([
			'kind=plain',
			'kind=a%20b',
			'kind=x%252Fy',
			'kind=50%2525',
			'kind=%C3%A9%253D%C3%BC',
			'kind=it%2527s',
			'kind=%2523%253F%252A%253A%2522',
			'kind=__HIVE_DEFAULT_PARTITION__',
		]);
		for (const [index, file] of dataFilesOf(table).entries()) {
			expect(existsSync(file)).toBe(true);
			// Both the empty string and NULL are the null partition.
			const ids = index < 7 ? [0, 9, 18].map((id) => id + index) : [7, 8, 16, 17, 25, 26];
			const [row] = await fixture.query(
				`SELECT list(id ORDER BY file_row_number)::VARCHAR FROM read_parquet('${file.replaceAll("'", "''")}', hive_partitioning = false)`,
			);
			expect(row).toEqual([`[${ids.join(', ')}]`]);
		}
	});

	it('have values of every type in the form that the protocol gives', async () => {
		const table = await fixture.create(
			`SELECT 1, DATE '2024-02-29', TIMESTAMPTZ '2024-02-29 12:00:00.5+00', TIMESTAMP '2024-02-29 12:00:00', 1.50::DECIMAL(5,2), true, 'nan'::DOUBLE`,
			{
				id: 'integer',
				d: 'date',
				ts: 'timestamp',
				ntz: 'timestamp_ntz',
				dec: { kind: 'decimal', precision: 5, scale: 2 },
				flag: 'boolean',
				dbl: 'double',
			},
			{ partitionColumns: ['d', 'ts', 'ntz', 'dec', 'flag', 'dbl'] },
		);
		expect(addsOf(table)[0]?.partitionValues).toEqual({
			d: '2024-02-29',
			ts: '2024-02-29T12:00:00.5Z',
			ntz: '2024-02-29 12:00:00',
			dec: '1.50',
			flag: 'true',
			dbl: 'NaN',
		});
	});

	it('go without a folder when their value is too long for one', async () => {
		const table = await fixture.create(
			`SELECT 1, repeat('x', 300)`,
			{ id: 'integer', kind: 'string' },
			{ partitionColumns: ['kind'] },
		);
		expect(addsOf(table)[0]?.path).toMatch(/^part-/);
		expect(addsOf(table)[0]?.partitionValues).toEqual({ kind: 'x'.repeat(300) });
	});
});

describe('what is refused', () => {
	it('is a table that exists, unless the statement allows it', async () => {
		const table = await fixture.create('SELECT 1', { id: 'integer' });
		const before = everythingIn(table);
		expect(await faultOf(fixture.create('SELECT 2', { id: 'integer' }, { tablePath: table }))).toEqual({
			code: 'tableAlreadyExists',
			name: 't',
		});
		await fixture.create('SELECT 2', { id: 'integer' }, { tablePath: table, ifNotExists: true });
		expect(everythingIn(table)).toEqual(before);
	});

	it('is a folder that holds something else', async () => {
		const folder = fixture.newTablePath();
		mkdirSync(folder);
		writeFileSync(join(folder, 'notes.txt'), 'mine');
		expect(await faultOf(fixture.create('SELECT 1', { id: 'integer' }, { tablePath: folder }))).toMatchObject(
			{
				errorClass: 'DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION',
			},
		);
		expect(everythingIn(folder)).toEqual(['notes.txt']);
	});

	it.each([
		['a name with a space', { 'a b': 'integer' }, {}, 'DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES'],
		[
			'a nested name with a comma',
			{ a: structOf({ 'x,y': 'integer' }) },
			{},
			'DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES',
		],
		['names that differ in case only', { a: 'integer', A: 'integer' }, {}, 'DELTA_DUPLICATE_COLUMNS_FOUND'],
		[
			'partitions by a column that is not there',
			{ a: 'integer' },
			{ partitionColumns: ['b'] },
			'DELTA_MISSING_PARTITION_COLUMN',
		],
		[
			'partitions by all columns',
			{ a: 'integer' },
			{ partitionColumns: ['a'] },
			'DELTA_CANNOT_USE_ALL_COLUMNS_FOR_PARTITION',
		],
		[
			'partitions by a list',
			{ a: arrayOf('integer'), b: 'integer' },
			{ partitionColumns: ['a'] },
			'INVALID_PARTITION_COLUMN_DATA_TYPE',
		],
	] as const)('is %s', async (_, columns, options, errorClass) => {
		const tablePath = fixture.newTablePath();
		const values = Object.keys(columns).map(() => 'NULL');
		expect(
			await faultOf(fixture.create(`SELECT ${values.join(', ')}`, columns, { ...options, tablePath })),
		).toMatchObject({
			code: 'sql',
			errorClass,
		});
		expect(existsSync(tablePath)).toBe(false);
	});

	it.each([
		['delta.enableRowTracking', 'true'],
		['delta.constraints.positive', 'id > 0'],
		['delta.columnMapping.mode', 'other'],
		['delta.parquet.compression.codec', 'snappy'],
	])('is the property %s', async (name, value) => {
		const fault = await faultOf(
			fixture.create('SELECT 1', { id: 'integer' }, { properties: { [name]: value } }),
		);
		expect(fault).toMatchObject({
			code: 'unsupportedFeatures',
			operation: 'write',
			features: [`property ${name}`],
		});
	});
});

describe('a failure', () => {
	it('of the query leaves nothing behind', async () => {
		const tablePath = join(fixture.newTablePath(), 'deep', 'table');
		const sql = `SELECT CASE WHEN i = 900000 THEN error('[DIVIDE_BY_ZERO] by zero')::BIGINT ELSE i END FROM range(1000000) r(i)`;
		expect(await faultOf(fixture.create(sql, { id: 'long' }, { tablePath }))).toMatchObject({
			code: 'sql',
			errorClass: 'DIVIDE_BY_ZERO',
		});
		expect(existsSync(join(tablePath, '../..'))).toBe(false);
	});

	it('in the second of two sources removes the file of the first', async () => {
		const tablePath = fixture.newTablePath();
		const schema = structOf({ id: 'integer' });
		const sources = [
			{ sql: 'SELECT 1', schema },
			{ sql: `SELECT error('[DIVIDE_BY_ZERO] by zero')::INTEGER`, schema },
		] as const;
		await faultOf(fixture.create('', schema, { tablePath, sources }));
		expect(existsSync(tablePath)).toBe(false);
	});

	it('by abort rejects with the reason and leaves nothing behind', async () => {
		const tablePath = fixture.newTablePath();
		const controller = new AbortController();
		const reason = new Error('enough');
		const creation = fixture.create(
			'SELECT i, md5(i::VARCHAR) FROM range(50000000) r(i)',
			{ id: 'long', text: 'string' },
			{ tablePath, signal: controller.signal },
		);
		setTimeout(() => controller.abort(reason), 300);
		await expect(creation).rejects.toBe(reason);
		expect(existsSync(tablePath)).toBe(false);
	});
});
