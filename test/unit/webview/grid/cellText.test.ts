import { describe, expect, it } from 'vitest';
import type { WireValue } from '../../../../src/rpc/values';
import { prettyText, valueText } from '../../../../src/rpc/valueText';
import type { ValueType } from '../../../../src/rpc/valueType';
import { cellText } from '../../../../webview/grid/cellText';

const of = (type: string, children: Record<string, ValueType> = {}): ValueType => ({
	type,
	children: Object.entries(children).map(([name, child]) => ({ name, ...child })),
});
const text = of('string');

describe('the text of a cell', () => {
	it.each<[string, WireValue, string]>([
		['tinyint', -128, '-128'],
		['smallint', 32767, '32767'],
		['int', 0, '0'],
		['bigint', 9007199254740991, '9007199254740991'],
		['bigint', '9223372036854775807', '9223372036854775807'],
		['bigint', '-9223372036854775808', '-9223372036854775808'],
		['decimal(38,10)', '1234567890123456789012345678.0000000001', '1234567890123456789012345678.0000000001'],
		['decimal(5,2)', '0.00', '0.00'],
		['double', 5, '5.0'],
		['double', 0.1, '0.1'],
		['double', 0.30000000000000004, '0.30000000000000004'],
		['double', 1e21, '1e+21'],
		['double', 5e-324, '5e-324'],
		['double', 'NaN', 'NaN'],
		['double', '-Infinity', '-Infinity'],
		['double', '-0.0', '-0.0'],
		['float', Math.fround(0.1), '0.1'],
		['float', Math.fround(16777216), '16777216.0'],
		['float', Math.fround(3.4028235e38), '3.4028235e+38'],
		['float', Math.fround(1.4e-45), '1e-45'],
		['boolean', false, 'false'],
		['date', '0001-01-01', '0001-01-01'],
		['timestamp', '2024-01-01T00:00:00.123456Z', '2024-01-01 00:00:00.123456 UTC'],
		['timestamp', '2024-01-01T00:00:00.000001Z', '2024-01-01 00:00:00.000001 UTC'],
		['timestamp', '2024-01-01T23:59:59.000000Z', '2024-01-01 23:59:59 UTC'],
		['timestamp_ntz', '2024-01-01T00:00:00.100000', '2024-01-01 00:00:00.1'],
		['timestamp', '+12024-01-01T00:00:00.000000Z', '+12024-01-01 00:00:00 UTC'],
		['binary', '0x00ff', '0x00ff'],
		['binary', '0x', '0x'],
		['string', '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z'],
		['string', ' a  b ', ' a  b '],
	])('of %s %j is %s', (type, value, expected) => {
		expect(cellText(value, of(type))).toEqual({ kind: 'value', text: expected });
	});

	it('tells NULL from the text NULL and from the empty text', () => {
		expect(cellText(null, text).kind).toBe('null');
		expect(cellText('NULL', text)).toEqual({ kind: 'value', text: 'NULL' });
		expect(cellText('', text).kind).toBe('empty');
	});

	it('is one line, with a sign for each line break and control character', () => {
		expect(cellText('a\nb\r\nc\rd\te\u0000f\u007f', text).text).toBe('a↵b↵c↵d⇥e␀f␡');
	});

	it('is cut where no column is wide enough, and the whole value is not', () => {
		const long = 'x'.repeat(10_000);
		expect(cellText(long, text).text).toBe(`${'x'.repeat(500)}…`);
		expect(valueText(long, text)).toBe(long);
	});

	it('round-trips every double and float', () => {
		for (const value of [1 / 3, Math.PI * 1e-200, 123456789.123, 2 ** 53 + 2, -1e-7]) {
			expect(Number(valueText(value, of('double')))).toBe(value);
			const single = Math.fround(value);
			expect(Math.fround(Number(valueText(single, of('float'))))).toBe(single);
		}
	});
});

describe('the text of a nested value', () => {
	const struct = of('struct<id:bigint,at:timestamp,n:string>', {
		id: of('bigint'),
		at: of('timestamp'),
		n: of('string'),
	});

	it.each<[ValueType, WireValue, string]>([
		[struct, { id: '9007199254740993', at: null, n: '12' }, '{"id":9007199254740993,"at":null,"n":"12"}'],
		[
			struct,
			{ id: 1, at: '2024-01-01T00:00:00.000001Z', n: '' },
			'{"id":1,"at":"2024-01-01 00:00:00.000001 UTC","n":""}',
		],
		[of('array<decimal(10,2)>', { element: of('decimal(10,2)') }), ['1.00', null], '[1.00,null]'],
		[of('array<string>', { element: text }), ['1.00', 'a"b\n'], '["1.00","a\\"b\\n"]'],
		[of('array<double>', { element: of('double') }), [1, 'NaN'], '[1.0,"NaN"]'],
		[of('array<string>', { element: text }), [], '[]'],
		[
			of('map<string,int>', { key: text, value: of('int') }),
			[
				['a', 1],
				['b', null],
			],
			'{"a":1,"b":null}',
		],
		[of('map<int,string>', { key: of('int'), value: text }), [[7, 'x']], '{7:"x"}'],
		[of('variant'), { variant: { a: [1, null] } }, '{"a":[1,null]}'],
		[of('variant'), { variant: null }, 'null'],
		[of('struct<a:array<map<string,int>>>'), { a: [[['k', 1]]] }, '{"a":[[["k",1]]]}'],
	])('of $type is compact JSON', (type, value, expected) => {
		expect(valueText(value, type)).toBe(expected);
	});

	it('is pretty where there is room', () => {
		const nested = of('struct<s:struct<id:bigint>,e:array<int>>', {
			s: of('struct<id:bigint>', { id: of('bigint') }),
			e: of('array<int>', { element: of('int') }),
		});
		expect(prettyText({ s: { id: '9007199254740993' }, e: [] }, nested)).toBe(
			'{\n  "s": {\n    "id": 9007199254740993\n  },\n  "e": []\n}',
		);
	});
});
