import { describe, expect, it } from 'vitest';
import { arrayOf, mapOf, structOf } from '../../../src/engine/samples/sample';
import { addsOf, statsOf, WriterFixture } from './writerFixture';

const fixture = new WriterFixture();

describe('the statistics of a written file', () => {
	it('have exact bounds and counts, nested as the schema is', async () => {
		const table = await fixture.create(
			`SELECT i, CASE WHEN i <> 3 THEN {'x': i * 2, 'd': DATE '2024-01-01' + i::INTEGER} END FROM range(5) r(i)`,
			{ id: 'long', s: structOf({ x: 'long', d: 'date' }) },
		);
		expect(statsOf(table)).toEqual([
			{
				numRecords: 5,
				minValues: { id: 0, s: { x: 0, d: '2024-01-01' } },
				maxValues: { id: 4, s: { x: 8, d: '2024-01-05' } },
				nullCount: { id: 0, s: { x: 1, d: 1 } },
			},
		]);
	});

	it('keep every digit of longs and decimals', async () => {
		const table = await fixture.create(
			`SELECT 9223372036854775807, 12345678901234567890123456.0123456789::DECIMAL(38,10)`,
			{ a: 'long', b: { kind: 'decimal', precision: 38, scale: 10 } },
		);
		expect(addsOf(table)[0]?.stats).toContain(
			'"minValues":{"a":9223372036854775807,"b":12345678901234567890123456.0123456789}',
		);
	});

	it.each([
		['NaN', `SELECT unnest([1.5, 'nan'::DOUBLE])`, 'double'],
		['infinities', `SELECT unnest(['-inf'::DOUBLE, 'inf'::DOUBLE])`, 'double'],
		['long strings beyond ASCII', `SELECT repeat('é', 200)`, 'string'],
		['nothing but nulls', 'SELECT NULL FROM range(3)', 'integer'],
		['binary values', `SELECT '\\xFF'::BLOB`, 'binary'],
		['booleans', 'SELECT true', 'boolean'],
	] as const)('leave out bounds for %s', async (_, sql, type) => {
		const table = await fixture.create(sql, { a: type });
		expect(statsOf(table)).toMatchObject([{ minValues: {}, maxValues: {} }]);
		expect(statsOf(table)[0]?.['nullCount']).toEqual({ a: sql.includes('NULL') ? 3 : 0 });
	});

	it('say nothing about lists and maps', async () => {
		const table = await fixture.create(`SELECT [1, NULL], MAP {'k': 1}, 7`, {
			l: arrayOf('integer'),
			m: mapOf('string', 'integer'),
			a: 'integer',
		});
		expect(statsOf(table)).toEqual([
			{ numRecords: 1, minValues: { a: 7 }, maxValues: { a: 7 }, nullCount: { a: 0 } },
		]);
	});

	it.each([
		['ASCII', `repeat('b', 300)`],
		['beyond ASCII but short', `repeat('é', 100)`],
		['control characters', `chr(1) || 'a' || chr(10) || '"\\'`],
		['the highest characters', `repeat(chr(1114111), 40)`],
	])('have bounds of strings of %s that hold the value between them', async (_, value) => {
		const table = await fixture.create(`SELECT ${value}`, { a: 'string' });
		const [stats] = statsOf(table) as { minValues: { a?: string }; maxValues: { a?: string } }[];
		const [[exact]] = (await fixture.query(`SELECT ${value}`)) as [[string]];
		const { a: min } = stats?.minValues ?? {};
		const { a: max } = stats?.maxValues ?? {};
		if (min !== undefined)
			expect(Buffer.compare(Buffer.from(min), Buffer.from(exact))).toBeLessThanOrEqual(0);
		if (max !== undefined)
			expect(Buffer.compare(Buffer.from(max), Buffer.from(exact))).toBeGreaterThanOrEqual(0);
		expect([...(min ?? '')].length).toBeLessThanOrEqual(64);
	});

	it('cover the first 32 columns, or as many as the table says', async () => {
		const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
		const columns = Object.fromEntries(names.map((name) => [name, 'integer' as const]));
		const sql = `SELECT ${names.map(() => '1').join(', ')}`;
		const [wide] = statsOf(await fixture.create(sql, columns));
		expect(Object.keys(wide?.['minValues'] ?? {})).toHaveLength(32);
		const properties = { 'delta.dataSkippingNumIndexedCols': '3' };
		const [narrow] = statsOf(await fixture.create(sql, columns, { properties }));
		expect(Object.keys(narrow?.['minValues'] ?? {})).toEqual(['c0', 'c1', 'c2']);
	});

	it('are under physical names where columns are mapped', async () => {
		const table = await fixture.create(
			`SELECT 1, {'b': 2}, 3`,
			{ a: 'integer', s: structOf({ b: 'integer' }), p: 'integer' },
			{ properties: { 'delta.columnMapping.mode': 'id' }, partitionColumns: ['p'] },
		);
		const text = addsOf(table)[0]?.stats ?? '';
		expect(text).toMatch(
			/"minValues":\{"col-[0-9a-f-]{36}":1,"col-[0-9a-f-]{36}":\{"col-[0-9a-f-]{36}":2\}\}/,
		);
		expect(Object.keys(addsOf(table)[0]?.partitionValues ?? {})[0]).toMatch(/^col-/);
	});
});
