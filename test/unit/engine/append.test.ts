import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StructType } from '../../../src/delta/schema';
import { arrayOf, structOf } from '../../../src/engine/samples/sample';
import { readTableState } from '../../../src/engine/tableState';
import { commitOf, dataFilesOf, everythingIn, faultOf, statsOf, WriterFixture } from './writerFixture';

const fixture = new WriterFixture();
const signal = new AbortController().signal;

/** Rewrites the first commit's text, to make a table that this writer does not make. */
function edit(table: string, change: (text: string) => string): void {
	const file = join(table, '_delta_log', `${'0'.repeat(20)}.json`);
	writeFileSync(file, change(readFileSync(file, 'utf8')));
}

async function valuesOf(table: string, version: number, column: string): Promise<string> {
	const [file] = dataFilesOf(table, version);
	const [row] = await fixture.query(`SELECT list(${column})::VARCHAR FROM read_parquet('${file}')`);
	return String(row?.[0]);
}

describe('an append', () => {
	it('commits the next version as Spark writes it', async () => {
		const table = await fixture.create('SELECT 1', { id: 'integer' });
		const result = await fixture.append(table, 'SELECT 2', { id: 'integer' });
		expect(result).toMatchObject({ version: 1, metrics: { numFiles: '1', numOutputRows: '1' } });
		const [info, add, ...rest] = commitOf(table, 1);
		expect(info).toMatchObject({
			operation: 'WRITE',
			operationParameters: { mode: 'Append', partitionBy: '[]' },
			readVersion: 0,
			isBlindAppend: true,
		});
		expect(add?.kind).toBe('add');
		expect(rest).toEqual([]);
	});

	it('takes columns by position and converts them', async () => {
		const table = await fixture.create(`SELECT 1, 'a'`, { id: 'long', text: 'string' });
		await fixture.append(table, `SELECT '7', 8`, { other: 'string', names: 'integer' });
		expect(await valuesOf(table, 1, 'id')).toBe('[7]');
		expect(await valuesOf(table, 1, 'text')).toBe('[8]');
	});

	it('takes named columns in any order and fills the others with NULL', async () => {
		const table = await fixture.create(`SELECT 1, 'a', 2.5::DOUBLE`, {
			id: 'long',
			text: 'string',
			x: 'double',
		});
		await fixture.append(
			table,
			`SELECT 'b', 2`,
			{ text: 'string', id: 'integer' },
			{ columns: ['TEXT', 'id'] },
		);
		expect(await valuesOf(table, 1, 'id')).toBe('[2]');
		expect(await valuesOf(table, 1, 'x')).toBe('[NULL]');
		expect(statsOf(table, 1)).toMatchObject([{ nullCount: { id: 0, text: 0, x: 1 } }]);
	});

	it.each([
		['a value that is out of range', 'SELECT 300', 'long', 'byte', 'CAST_OVERFLOW'],
		['text that is no number', `SELECT 'x'`, 'string', 'integer', 'CAST_INVALID_INPUT'],
	] as const)('refuses %s and leaves no file', async (_, sql, from, to, errorClass) => {
		const table = await fixture.create('SELECT 1', { id: to });
		const before = everythingIn(table);
		expect(await faultOf(fixture.append(table, sql, { id: from }))).toMatchObject({
			code: 'sql',
			errorClass,
			message: expect.not.stringContaining('COPY'),
		});
		expect(everythingIn(table)).toEqual(before);
	});

	it.each([
		[
			'too few columns',
			'SELECT 1',
			{ a: 'integer' },
			{},
			'INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS',
		],
		[
			'too many columns',
			'SELECT 1, 2, 3',
			{ a: 'integer', b: 'integer', c: 'integer' },
			{},
			'INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS',
		],
		[
			'a column that is not there',
			'SELECT 1',
			{ a: 'integer' },
			{ columns: ['z'] },
			'UNRESOLVED_COLUMN.WITH_SUGGESTION',
		],
		[
			'a type that does not convert',
			'SELECT 1, [2]',
			{ a: 'integer', b: arrayOf('integer') },
			{},
			'INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST',
		],
	] as const)('refuses %s', async (_, sql, columns, options, errorClass) => {
		const table = await fixture.create('SELECT 1, 2', { a: 'integer', b: 'integer' });
		expect(await faultOf(fixture.append(table, sql, columns, options))).toMatchObject({
			code: 'sql',
			errorClass,
		});
		expect(everythingIn(join(table, '_delta_log'))).toHaveLength(1);
	});

	it('refuses a table whose features it does not have, before it writes anything', async () => {
		const table = await fixture.create('SELECT 1', { id: 'integer' });
		edit(table, (text) =>
			text.replace(
				'"minReaderVersion":1,"minWriterVersion":2',
				'"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["rowTracking"]',
			),
		);
		const before = everythingIn(table);
		expect(await faultOf(fixture.append(table, 'SELECT 1', { id: 'integer' }))).toMatchObject({
			code: 'unsupportedFeatures',
			operation: 'write',
			features: ['rowTracking'],
		});
		expect(everythingIn(table)).toEqual(before);
	});
});

describe('columns that are not nullable', () => {
	const nested = structOf({ x: 'integer', items: arrayOf(structOf({ y: 'integer' })) });

	async function strictTable(): Promise<string> {
		const table = await fixture.create(
			`SELECT 1, {'x': 1, 'items': [{'y': 1}]}, 'p'`,
			{
				id: 'integer',
				s: nested,
				p: 'string',
			},
			{ partitionColumns: ['p'] },
		);
		edit(table, (text) =>
			text
				.replace(/(\\"name\\":\\"(?:id|x|y|p)\\",\\"type\\":\\"\w+\\",\\"nullable\\":)true/g, '$1false')
				.replace('\\"containsNull\\":true', '\\"containsNull\\":false'),
		);
		return table;
	}

	const schema: StructType = structOf({ id: 'integer', s: nested, p: 'string' });

	it('take rows without NULLs, also a NULL struct around one', async () => {
		const table = await strictTable();
		await fixture.append(table, `SELECT 2, {'x': 2, 'items': [{'y': 2}]}, 'p'`, schema);
		await fixture.append(table, `SELECT 3, NULL, 'p'`, schema);
		expect(statsOf(table, 2)).toMatchObject([{ numRecords: 1 }]);
	});

	it.each([
		['id', `SELECT NULL, NULL, 'p'`],
		['s.x', `SELECT 1, {'x': NULL, 'items': NULL}, 'p'`],
		['s.items.element', `SELECT 1, {'x': 1, 'items': [NULL]}, 'p'`],
		['s.items.element.y', `SELECT 1, {'x': 1, 'items': [{'y': 1}, {'y': NULL}]}, 'p'`],
		['p', `SELECT 1, NULL, NULL`],
	])('refuse a NULL in %s', async (path, sql) => {
		const table = await strictTable();
		const fault = await faultOf(fixture.append(table, sql, schema));
		expect(fault).toMatchObject({ errorClass: 'DELTA_NOT_NULL_CONSTRAINT_VIOLATED' });
		expect(fault).toHaveProperty('message', expect.stringContaining(`: ${path}`));
		expect(everythingIn(join(table, '_delta_log'))).toHaveLength(1);
	});
});

describe('an append that another writer overtakes', () => {
	it('lands on the next version when the other only added rows', async () => {
		const table = await fixture.create('SELECT 1', { id: 'integer' });
		const base = await readTableState(fixture.context.store, table, signal);
		await fixture.append(table, 'SELECT 2', { id: 'integer' });
		const { version } = await fixture.append(table, 'SELECT 3', { id: 'integer' }, { base });
		expect(version).toBe(2);
		expect(await valuesOf(table, 1, 'id')).toBe('[2]');
		expect(await valuesOf(table, 2, 'id')).toBe('[3]');
	});

	it('fails and leaves no file when its rows depend on the table', async () => {
		const table = await fixture.create('SELECT 1', { id: 'integer' });
		const base = await readTableState(fixture.context.store, table, signal);
		await fixture.append(table, 'SELECT 2', { id: 'integer' });
		const before = everythingIn(table);
		const append = fixture.append(table, 'SELECT 3', { id: 'integer' }, { base, readsTable: true });
		expect(await faultOf(append)).toEqual({ code: 'concurrentCommit', path: table, version: 1 });
		expect(everythingIn(table)).toEqual(before);
	});

	it.each(['metaData', 'protocol'])(
		'fails and leaves no file when the other changed the %s',
		async (kind) => {
			const table = await fixture.create('SELECT 1', { id: 'integer' });
			const base = await readTableState(fixture.context.store, table, signal);
			await fixture.append(table, 'SELECT 2', { id: 'integer' });
			const line = readFileSync(join(table, '_delta_log', `${'0'.repeat(20)}.json`), 'utf8')
				.split('\n')
				.find((text) => text.startsWith(`{"${kind}"`));
			appendFileSync(join(table, '_delta_log', '00000000000000000001.json'), `${line}\n`);
			const before = everythingIn(table);
			const append = fixture.append(table, 'SELECT 3', { id: 'integer' }, { base });
			expect(await faultOf(append)).toEqual({ code: 'concurrentCommit', path: table, version: 1 });
			expect(everythingIn(table)).toEqual(before);
		},
	);
});

describe('a store that fails to answer', () => {
	it('does not lose the files of a commit that took place', async () => {
		const table = await fixture.create('SELECT 1', { id: 'integer' });
		const { store } = fixture.context;
		const context = {
			...fixture.context,
			store: {
				...store,
				putIfAbsent: async (...args: Parameters<typeof store.putIfAbsent>) => {
					await store.putIfAbsent(...args);
					throw new Error('the connection is gone');
				},
			},
		};
		const { appendToTable } = await import('../../../src/engine/append');
		const result = await appendToTable(context, {
			tablePath: table,
			base: await readTableState(store, table, signal),
			sources: [{ sql: 'SELECT 2', schema: structOf({ id: 'integer' }) }],
			readsTable: false,
			signal,
		});
		expect(result.version).toBe(1);
		expect(await valuesOf(table, 1, 'id')).toBe('[2]');
	});
});
