import { arrayOf, decimalOf, mapOf, type Sample, structOf } from './sample';

const schema = structOf({
	id: 'integer',
	note: 'string',
	a_byte: 'byte',
	a_short: 'short',
	an_int: 'integer',
	a_long: 'long',
	a_float: 'float',
	a_double: 'double',
	a_small_decimal: decimalOf(9, 2),
	a_decimal: decimalOf(18, 4),
	a_large_decimal: decimalOf(38, 10),
	a_string: 'string',
	a_binary: 'binary',
	a_boolean: 'boolean',
	a_date: 'date',
	a_timestamp: 'timestamp',
	a_timestamp_ntz: 'timestamp_ntz',
	a_list: arrayOf('integer'),
	a_map: mapOf('string', 'long'),
	a_struct: structOf({ x: 'integer', y: 'string' }),
});

/** A row of DuckDB texts in the order of the schema, from `a_byte` on. */
function row(note: string, values: readonly string[]): string {
	return `SELECT '${note}' AS note, ${values.join(', ')}`;
}

const rows: readonly string[] = [
	row('ordinary', [
		...['1', '2', '3', '4', '1.5', '2.25', '12.34', '1234.5678', '1234567890.0123456789'],
		...["'text'", "'\\x01\\x02'::BLOB", 'true', "DATE '2024-02-29'"],
		...["TIMESTAMPTZ '2024-02-29 12:34:56.789012+00'", "TIMESTAMP '2024-02-29 12:34:56.789012'"],
		...['[1, 2, 3]', "MAP {'a': 1, 'b': 2}", "{'x': 1, 'y': 'one'}"],
	]),
	row('smallest', [
		...['-128', '-32768', '-2147483648', '-9223372036854775807 - 1'],
		...["'-3.4028235e38'::FLOAT", "'-1.7976931348623157e308'::DOUBLE"],
		...['-9999999.99', '-99999999999999.9999', '-9999999999999999999999999999.9999999999'],
		...["''", "''::BLOB", 'false', "DATE '0001-01-01'"],
		...["TIMESTAMPTZ '0001-01-01 00:00:00+00'", "TIMESTAMP '0001-01-01 00:00:00'"],
		...['[-2147483648]', "MAP {'': -9223372036854775807 - 1}", "{'x': -2147483648, 'y': ''}"],
	]),
	row('largest', [
		...['127', '32767', '2147483647', '9223372036854775807'],
		...["'3.4028235e38'::FLOAT", "'1.7976931348623157e308'::DOUBLE"],
		...['9999999.99', '99999999999999.9999', '9999999999999999999999999999.9999999999'],
		...['chr(1114111)', "'\\xFF\\xFF\\xFF\\xFF'::BLOB", 'true', "DATE '9999-12-31'"],
		...["TIMESTAMPTZ '9999-12-31 23:59:59.999999+00'", "TIMESTAMP '9999-12-31 23:59:59.999999'"],
		...['[2147483647]', "MAP {'z': 9223372036854775807}", "{'x': 2147483647, 'y': 'z'}"],
	]),
	row(
		'nothing',
		Array.from({ length: 18 }, () => 'NULL'),
	),
	row('not a number', [
		...['0', '0', '0', '0', "'nan'::FLOAT", "'nan'::DOUBLE", '0', '0', '0'],
		...["'NaN'", "'\\x00'::BLOB", 'false', "DATE '1970-01-01'"],
		...["TIMESTAMPTZ '1970-01-01 00:00:00+00'", "TIMESTAMP '1970-01-01 00:00:00'"],
		...['[]', 'MAP {}', "{'x': 0, 'y': 'NaN'}"],
	]),
	row('infinities', [
		...['-1', '-1', '-1', '-1', "'inf'::FLOAT", "'-inf'::DOUBLE", '-0.01', '-0.0001', '-0.0000000001'],
		...[
			"'line one' || chr(10) || 'line two' || chr(9) || 'tab'",
			"'\\x0A'::BLOB",
			'true',
			"DATE '1969-12-31'",
		],
		...["TIMESTAMPTZ '1969-12-31 23:59:59.999999+00'", "TIMESTAMP '1969-12-31 23:59:59.999999'"],
		...['[NULL]', "MAP {'none': NULL}", "{'x': NULL, 'y': NULL}"],
	]),
	row('tiny', [
		...['1', '1', '1', '1', "'1.4e-45'::FLOAT", "'4.9e-324'::DOUBLE", '0.01', '0.0001', '0.0000000001'],
		...["repeat('long text ', 100)", "repeat('\\xAB'::BLOB, 300)", 'false', "DATE '1582-10-15'"],
		...["TIMESTAMPTZ '1582-10-15 00:00:00.000001+00'", "TIMESTAMP '1582-10-15 00:00:00.000001'"],
		...['range(100)', "MAP {repeat('k', 300): 1}", "{'x': 1, 'y': repeat('y', 300)}"],
	]),
	row('negative zero', [
		...['0', '0', '0', '0', "'-0.0'::FLOAT", "'-0.0'::DOUBLE", '0.00', '0.0000', '0.0000000000'],
		...["repeat('é', 300)", 'NULL', 'NULL', "DATE '2000-01-01'"],
		...["TIMESTAMPTZ '2000-01-01 00:00:00+00'", "TIMESTAMP '2000-01-01 00:00:00'"],
		...['[1, NULL, 3]', "MAP {'é': 1}", "{'x': NULL, 'y': 'é'}"],
	]),
	row('beyond the basic plane', [
		...['7', '7', '7', '7', '7', '7', '7', '7', '7'],
		...["'👩‍👩‍👧 שלום 日本語 🇪🇺 ' || chr(8238) || 'abc'", "encode('👍')", 'true', "DATE '2038-01-19'"],
		...["TIMESTAMPTZ '2038-01-19 03:14:08+00'", "TIMESTAMP '2038-01-19 03:14:08'"],
		...['[7]', "MAP {'👍': 7}", "{'x': 7, 'y': '👍'}"],
	]),
	row('quotes', [
		...['8', '8', '8', '8', '0.1', '0.1', '0.10', '0.1000', '0.1000000000'],
		...[
			"'it''s \"quoted\" `here` <b>not bold</b> \\n & %20 = 1+1'",
			"'\"'::BLOB",
			'false',
			"DATE '2024-12-31'",
		],
		...["TIMESTAMPTZ '2024-12-31 23:59:59+00'", "TIMESTAMP '2024-03-31 02:30:00'"],
		...['[8, 8]', "MAP {'\"': 8}", "{'x': 8, 'y': '''\"'}"],
	]),
];

/** Every type with nulls, extremes and what is hard to show. */
export const typesSample: Sample = {
	name: 'types',
	partitionColumns: [],
	comment: 'Every type, with nulls, extremes and values that are hard to show',
	properties: {},
	versions: [
		{
			timestampMs: Date.UTC(2024, 0, 1, 9),
			sources: [
				{
					sql: `SELECT ${schema.fields.map((_, index) => `column${index}`).join(', ')} FROM (${rows
						.map((text, index) => `SELECT ${index + 1} AS id, * FROM (${text})`)
						.join(' UNION ALL ')}) AS rows(${schema.fields.map((_, index) => `column${index}`).join(', ')})`,
					schema,
				},
			],
		},
	],
};
