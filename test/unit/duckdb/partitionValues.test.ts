import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import type { WireValue } from '../../../src/rpc/values';
import { add, TableFixture } from '../engine/tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
	await fixture.parquet('data/a.parquet', 'SELECT 1 AS id');
	await fixture.parquet('data/b.parquet', 'SELECT 2 AS id');
});
afterAll(() => fixture.dispose());

let count = 0;
async function partitionValueOf(type: string, text: string | null): Promise<WireValue | undefined> {
	const table = `p${count++}`;
	fixture.create(
		table,
		[
			['id', 'integer'],
			['p', type],
		],
		[add('../data/a.parquet', { partitionValues: { p: text } })],
		{ partitionColumns: ['p'] },
	);
	const [row] = await fixture.rows(engine, `SELECT p FROM ${table}`);
	return row?.[0];
}

describe('a partition value', () => {
	it.each<[string, string, WireValue]>([
		['string', 'null', 'null'],
		['string', ' a/b=c%20d\n"\'ü😀\\', ' a/b=c%20d\n"\'ü😀\\'],
		['string', '__HIVE_DEFAULT_PARTITION__', '__HIVE_DEFAULT_PARTITION__'],
		['byte', '-128', -128],
		['short', '32767', 32767],
		['integer', '-2147483648', -2147483648],
		['long', '9223372036854775807', '9223372036854775807'],
		['float', '3.4', 3.4000000953674316],
		['double', '1.0E-5', 0.00001],
		['double', 'NaN', 'NaN'],
		['double', '-Infinity', '-Infinity'],
		['boolean', 'true', true],
		['boolean', 'false', false],
		[
			'decimal(38,18)',
			'-12345678901234567890.123456789012345678',
			'-12345678901234567890.123456789012345678',
		],
		['date', '0001-01-01', '0001-01-01'],
		['date', '9999-12-31', '9999-12-31'],
		['timestamp', '2024-02-29 23:59:59.999999', '2024-02-29T23:59:59.999999Z'],
		['timestamp', '2024-02-29T23:59:59.999999Z', '2024-02-29T23:59:59.999999Z'],
		['timestamp_ntz', '1969-12-31 23:59:59.000001', '1969-12-31T23:59:59.000001'],
		['binary', '\u0001\u0002', '0x0102'],
	])('of type %s is read: %j', async (type, text, value) => {
		expect(await partitionValueOf(type, text)).toEqual(value);
	});

	it.each(['string', 'integer', 'double', 'boolean', 'decimal(3,1)', 'date', 'timestamp', 'binary'])(
		'of type %s is NULL when it is null or empty',
		async (type) => {
			expect(await partitionValueOf(type, null)).toBeNull();
			expect(await partitionValueOf(type, '')).toBeNull();
		},
	);

	it.each([
		['integer', 'one'],
		['byte', '128'],
		['boolean', 'maybe'],
		['decimal(3,1)', '1234.5'],
		['date', '2023-02-29'],
		['timestamp', 'noon'],
	])('that is not of type %s is named with its column and its file: %s', async (type, text) => {
		await expect(partitionValueOf(type, text)).rejects.toMatchObject({
			fault: {
				code: 'corruptLog',
				file: `${fixture.path(`p${count - 1}`)}/_delta_log`,
				reason: expect.stringMatching(new RegExp(`"${text}".* column p .*\\.\\./data/a\\.parquet`)),
			},
		});
	});

	it('is found whatever the case of its name, an exact one first', async () => {
		fixture.create(
			'cases',
			[
				['id', 'integer'],
				['Day', 'integer'],
			],
			[
				add('../data/a.parquet', { partitionValues: { DAY: '1' } }),
				add('../data/b.parquet', { partitionValues: { day: '2', Day: '3' } }),
			],
			{ partitionColumns: ['day'] },
		);
		expect(await fixture.rows(engine, 'SELECT Day FROM cases ORDER BY Day')).toEqual([[1], [3]]);
	});
});
