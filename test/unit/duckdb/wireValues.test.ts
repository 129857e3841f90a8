import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSchema } from '../../../src/delta/schema';
import { duckdbTypeText } from '../../../src/duckdb/duckdbTypes';
import { EngineDatabase } from '../../../src/duckdb/engineDatabase';
import { wireEncoders, wireRows } from '../../../src/duckdb/wireValues';

const signal = new AbortController().signal;
let folder: string;
let database: EngineDatabase;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'delta-wire-'));
	database = await EngineDatabase.open({ memoryLimit: '256MB', spillFolder: folder });
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true });
});

/** The wire value of a DuckDB expression that is cast to a Delta type given as schema JSON. */
async function wire(type: unknown, expression: string): Promise<unknown> {
	const schema = parseSchema(
		JSON.stringify({ type: 'struct', fields: [{ name: 'v', type, nullable: true, metadata: {} }] }),
		'schema',
	);
	const field = schema.fields[0];
	if (!field) throw new Error('no field');
	const stream = await database.stream(`SELECT CAST(${expression} AS ${duckdbTypeText(field.type)}) AS v`, {
		signal,
	});
	const rows = [];
	for await (const chunk of stream.chunks) rows.push(...wireRows(chunk, wireEncoders(schema)));
	return rows[0]?.[0];
}

describe('wire values', () => {
	it.each([
		['long', '9007199254740991', 9007199254740991],
		['long', '9007199254740992', '9007199254740992'],
		['long', '-9223372036854775808', '-9223372036854775808'],
		['byte', '-128', -128],
		['float', '0.1', 0.10000000149011612],
		['float', "'nan'", 'NaN'],
		['double', "'-inf'", '-Infinity'],
		['double', "'-0.0'", '-0.0'],
		['double', '1e300', 1e300],
		['boolean', 'false', false],
		['string', "''", ''],
		['string', "'ü\n'", 'ü\n'],
		['binary', "'\\x00\\xFFa'", '0x00ff61'],
		['binary', "''", '0x'],
		['decimal(5,3)', '-0.001', '-0.001'],
		['decimal(38,0)', '-99999999999999999999999999999999999999', '-99999999999999999999999999999999999999'],
		['decimal(20,10)', '1', '1.0000000000'],
		['date', "'0001-01-01'", '0001-01-01'],
		['date', "'1600-02-29'", '1600-02-29'],
		['date', "'9999-12-31'", '9999-12-31'],
		['timestamp', "'1969-12-31 23:59:59.999999+00'", '1969-12-31T23:59:59.999999Z'],
		['timestamp', "'2024-02-29 00:00:00+01'", '2024-02-28T23:00:00.000000Z'],
		['timestamp_ntz', "'0001-01-01 00:00:00.000001'", '0001-01-01T00:00:00.000001'],
	])('writes a %s of %s', async (type, expression, expected) => {
		expect(await wire(type, expression)).toEqual(expected);
		expect(await wire(type, 'NULL')).toBeNull();
	});

	it('writes nested values, and NULL at every level', async () => {
		const struct = {
			type: 'struct',
			fields: [
				{ name: 'a b', type: 'long', nullable: true, metadata: {} },
				{
					name: 'm',
					type: { type: 'map', keyType: 'string', valueType: 'decimal(4,1)', valueContainsNull: true },
					nullable: true,
					metadata: {},
				},
			],
		};
		const list = { type: 'array', elementType: struct, containsNull: true };
		expect(
			await wire(list, "[{'a b': 1, m: MAP {'k': 1.5, 'l': NULL}}, NULL, {'a b': NULL, m: NULL}]"),
		).toEqual([
			{
				'a b': 1,
				m: [
					['k', '1.5'],
					['l', null],
				],
			},
			null,
			{ 'a b': null, m: null },
		]);
	});

	it('gives no answer for a value of another type', async () => {
		const schema = parseSchema('{"type":"struct","fields":[{"name":"v","type":"date"}]}', 'schema');
		const stream = await database.stream("SELECT 'text' AS v", { signal });
		const first = await stream.chunks.next();
		const chunk = first.value;
		expect(chunk).toBeDefined();
		expect(() => chunk && wireRows(chunk, wireEncoders(schema))).toThrow();
		await stream.chunks.return();
	});
});
