import { describe, expect, it } from 'vitest';
import type { DataType, PrimitiveKind, StructField } from '../../../src/delta/schema';
import {
	formatStatistics,
	type LeafStatistics,
	leafKey,
	maxLeavesOf,
	numRecordsOf,
} from '../../../src/delta/statistics';

const field = (name: string, type: DataType | PrimitiveKind, metadata = {}): StructField => ({
	name,
	type: typeof type === 'string' ? { kind: type } : type,
	nullable: true,
	metadata,
});
const struct = (...fields: readonly StructField[]): DataType & { kind: 'struct' } => ({
	kind: 'struct',
	fields,
});

function format(
	fields: readonly StructField[],
	leaves: Readonly<Record<string, LeafStatistics>>,
	more: object = {},
): unknown {
	return JSON.parse(
		formatStatistics({
			numRecords: 7,
			schema: struct(...fields),
			mode: 'none',
			leaves: new Map(Object.entries(leaves)),
			...more,
		}),
	);
}

/** Lower and upper bound of a column of one type. */
function bounds(type: DataType | PrimitiveKind, leaf: LeafStatistics): readonly unknown[] {
	const json = format([field('a', type)], { '"a"': leaf }) as {
		readonly minValues: { readonly a?: unknown };
		readonly maxValues: { readonly a?: unknown };
	};
	return [json.minValues.a, json.maxValues.a];
}

describe('the statistics of a file', () => {
	it('mirror the schema', () => {
		const fields = [
			field('a', 'long'),
			field('s', struct(field('x', 'string'), field('t', struct(field('y', 'date'))))),
		];
		expect(
			format(fields, {
				'"a"': { min: '1', max: '2', nullCount: 0 },
				'"s"."x"': { min: 'p', max: 'q', nullCount: 3 },
				'"s"."t"."y"': { min: '2024-01-01', max: '2024-01-02', nullCount: 1 },
			}),
		).toEqual({
			numRecords: 7,
			minValues: { a: 1, s: { x: 'p', t: { y: '2024-01-01' } } },
			maxValues: { a: 2, s: { x: 'q', t: { y: '2024-01-02' } } },
			nullCount: { a: 0, s: { x: 3, t: { y: 1 } } },
		});
	});

	it('leave out what is not known', () => {
		expect(format([field('a', 'long'), field('b', 'long')], { '"a"': { nullCount: 7 } })).toEqual({
			numRecords: 7,
			minValues: {},
			maxValues: {},
			nullCount: { a: 7 },
		});
	});

	it('use physical names', () => {
		const mapped = field('a', 'long', { 'delta.columnMapping.physicalName': 'col-1' });
		expect(format([mapped], { '"col-1"': { min: '1' } }, { mode: 'name' })).toMatchObject({
			minValues: { 'col-1': 1 },
		});
	});

	it('take names as they are', () => {
		const name = '__proto__';
		expect(leafKey(['a.b', 'c"d'])).toBe('"a.b"."c""d"');
		const json = formatStatistics({
			numRecords: 1,
			schema: struct(field(name, 'long'), field('a.b', struct(field('c"d', 'long')))),
			mode: 'none',
			leaves: new Map([
				[leafKey([name]), { min: '1' }],
				[leafKey(['a.b', 'c"d']), { min: '2' }],
			]),
		});
		expect(json).toContain('"minValues":{"__proto__":1,"a.b":{"c\\"d":2}}');
	});

	it('stop after 32 leaf columns, or as many as the table says', () => {
		const fields = [
			field('s', struct(field('s0', 'long'), field('s1', 'long'))),
			field('list', { kind: 'array', elementType: { kind: 'long' }, containsNull: true }),
			...Array.from({ length: 40 }, (_, index) => field(`c${index}`, 'long')),
		];
		const keys = fields.flatMap(({ name }) => (name === 's' ? ['"s"."s0"', '"s"."s1"'] : [leafKey([name])]));
		const leaves = Object.fromEntries(keys.map((key) => [key, { nullCount: 0 }]));
		const counted = (more: object): readonly string[] =>
			Object.keys((format(fields, leaves, more) as { readonly nullCount: object }).nullCount);
		expect(counted({}).at(-1)).toBe('c28');
		expect(counted({ maxLeaves: 4 })).toEqual(['s', 'list', 'c0']);
		expect(counted({ maxLeaves: 0 })).toEqual([]);
		expect(counted({ maxLeaves: -1 }).at(-1)).toBe('c39');
		expect(maxLeavesOf({})).toBe(32);
		expect(maxLeavesOf({ 'delta.dataSkippingNumIndexedCols': '-1' })).toBe(-1);
		expect(maxLeavesOf({ 'delta.dataSkippingNumIndexedCols': 'x' })).toBe(32);
	});

	it('keep every digit of a number', () => {
		const text = formatStatistics({
			numRecords: 1,
			schema: struct(field('l', 'long'), field('d', { kind: 'decimal', precision: 38, scale: 2 })),
			mode: 'none',
			leaves: new Map([
				['"l"', { min: '-9223372036854775808' }],
				['"d"', { min: '123456789012345678901234567890123456.78' }],
			]),
		});
		expect(text).toContain('{"l":-9223372036854775808,"d":123456789012345678901234567890123456.78}');
	});

	it('have no bounds where NaN or infinity would mislead', () => {
		expect(bounds('double', { min: '1.5', max: '2e+20' })).toEqual([1.5, 2e20]);
		expect(bounds('double', { min: '1', max: '2', hasNaN: true })).toEqual([undefined, undefined]);
		expect(bounds('float', { min: '-inf', max: '2' })).toEqual([undefined, 2]);
		expect(bounds('float', { min: '1', max: 'inf' })).toEqual([1, undefined]);
	});

	it('have no bounds for types without an order that all readers share', () => {
		expect(bounds('boolean', { min: '0', max: '1' })).toEqual([undefined, undefined]);
		expect(bounds('binary', { min: '00', max: '11' })).toEqual([undefined, undefined]);
	});

	it('cut time stamps down to milliseconds', () => {
		const times = { min: '2024-01-01 00:41:39.123999+00', max: '1969-12-31 23:59:59.9+00' };
		expect(bounds('timestamp', times)).toEqual(['2024-01-01T00:41:39.123Z', '1969-12-31T23:59:59.900Z']);
		expect(bounds('timestamp_ntz', { min: '2024-01-01 00:00:00', max: '2024-01-01 00:00:00.0005' })).toEqual([
			'2024-01-01T00:00:00.000',
			'2024-01-01T00:00:00.000',
		]);
		expect(bounds('timestamp', { min: '2024-01-01 02:00:00+02', max: '10000-01-01 00:00:00+00' })).toEqual([
			undefined,
			undefined,
		]);
		expect(bounds('date', { min: '0044-03-15 (BC)', max: '9999-12-31' })).toEqual([undefined, '9999-12-31']);
	});

	it('cut strings to 32 characters, the upper bound upwards', () => {
		const a32 = 'a'.repeat(32);
		expect(bounds('string', { min: a32, max: a32 })).toEqual([a32, a32]);
		expect(bounds('string', { min: `${a32}b`, max: `${a32}b` })).toEqual([a32, `${a32}\u007f`]);
		expect(bounds('string', { max: `${a32}\u007f` })[1]).toBe(`${a32}\u{10ffff}`);
		expect(bounds('string', { max: `${a32}é` })[1]).toBe(`${a32}\u{10ffff}`);
		expect(bounds('string', { max: `${a32}\u{10ffff}b` })[1]).toBe(`${a32}\u{10ffff}\u007f`);
		expect(bounds('string', { max: `${a32}\u{10ffff}` })[1]).toBe(`${a32}\u{10ffff}`);
		expect(bounds('string', { max: '\u{10ffff}'.repeat(70) })[1]).toBeUndefined();
		const emoji = '😀'.repeat(33);
		expect(bounds('string', { min: emoji, max: emoji })).toEqual([
			'😀'.repeat(32),
			`${'😀'.repeat(32)}\u{10ffff}`,
		]);
	});
});

describe('the number of rows in statistics', () => {
	it.each([
		['{"numRecords":12,"minValues":{}}', 12],
		['{"numRecords":0}', 0],
		['{"minValues":{"numRecords":3},"numRecords":4}', 4],
		[' { "numRecords" : 5 }', 5],
		['null', undefined],
		['{}', undefined],
		['{"numRecords":"5"}', undefined],
		['{"numRecords":1.5}', undefined],
		['{"numRecords":-1}', undefined],
		['{', undefined],
		[undefined, undefined],
	])('of %s is %s', (stats, expected) => {
		expect(numRecordsOf(stats)).toBe(expected);
	});
});
