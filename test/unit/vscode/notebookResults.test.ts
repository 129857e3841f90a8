import { describe, expect, it } from 'vitest';
import type { StatementResult } from '../../../src/rpc/engine';
import type { WireValue } from '../../../src/rpc/values';
import { resultHtml } from '../../../src/vscode/notebook/resultHtml';
import { resultText } from '../../../src/vscode/notebook/resultText';
import { selectStatement } from '../../../src/vscode/notebook/selectStatement';

const rows: StatementResult = {
	kind: 'rows',
	columns: [
		{ name: 'id', type: 'bigint', nullable: false },
		{ name: '<name>', type: 'string', nullable: true },
		{ name: 'tags', type: 'array<string>', nullable: true },
	],
	rows: [
		['9223372036854775807', `<script>alert("1")</script>`, ['a', "b'"]],
		[7, null, null],
		[8, 'two\nlines', []],
	],
	truncated: true,
	elapsedMs: 1234,
};

const done: StatementResult = {
	kind: 'done',
	metrics: { numOutputRows: '5' },
	version: 3,
	elapsedMs: 20,
};

describe('a result as HTML', () => {
	const html = resultHtml(rows);

	it('escapes names and values', () => {
		expect(html).toContain('<th scope="col">&lt;name&gt;<small>string</small></th>');
		expect(html).toContain('<td>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</td>');
		expect(html).toContain('<td>[&quot;a&quot;,&quot;b&#39;&quot;]</td>');
		expect(html).not.toContain('<script');
	});

	it('aligns numbers, exact to the last digit', () => {
		expect(html).toContain('<td class="number">9223372036854775807</td>');
	});

	it('marks NULL, which is no text', () => {
		expect(html).toContain('<td class="null">NULL</td><td class="null">NULL</td>');
		expect(resultHtml({ ...rows, rows: [[1, 'NULL', null]] })).toContain('<td>NULL</td>');
	});

	it('says that there are more rows than it shows', () => {
		expect(html).toContain('first 3 rows of more, 1.2 s');
		expect(resultHtml({ ...rows, truncated: false })).toContain('>3 rows, 1.2 s<');
	});

	it('says what a statement without rows did', () => {
		expect(resultHtml(done)).toContain('committed version 3, numOutputRows: 5, 20 ms');
	});
});

describe('a value in a result', () => {
	const shown = (type: string, value: WireValue) => {
		const result: StatementResult = {
			kind: 'rows',
			columns: [{ name: 'c', type, nullable: true }],
			rows: [[value]],
			truncated: false,
			elapsedMs: 1,
		};
		expect(resultHtml(result)).toContain(`>${escaped(resultText(result).split('\n')[2] ?? '')}</td>`);
		return resultText(result).split('\n')[2];
	};
	const escaped = (text: string) => text.replaceAll('"', '&quot;');

	it.each<[string, WireValue, string]>([
		['float', Math.fround(0.1), '0.1'],
		['double', 7, '7.0'],
		['timestamp', '2024-01-31T00:00:00.000000Z', '2024-01-31 00:00:00 UTC'],
		['map<string,string>', [['mode', 'Append']], '{"mode":"Append"}'],
		[
			'struct<at:timestamp,m:map<int,array<double>>,d:decimal(5,2)>',
			{ at: '2024-01-31T00:00:00.000000Z', m: [[1, [2]]], d: '1.50' },
			'{"at":"2024-01-31 00:00:00 UTC","m":{1:[2.0]},"d":1.50}',
		],
		['struct<odd,name:int>', { 'odd,name': 1 }, '{"odd,name":1}'],
	])('of type %s is shown as in the grid', (type, value, text) => {
		expect(shown(type, value)).toBe(text);
	});

	it('is whole in the tooltip where it is too long for its column', () => {
		const long = `"${'long '.repeat(20)}"`;
		const html = resultHtml({ ...rows, rows: [[1, long, []]] });
		expect(html).toContain(`<td title="&quot;${'long '.repeat(20)}&quot;">`);
	});
});

describe('a result as text', () => {
	it('is a table of one line a row', () => {
		expect(resultText(rows).split('\n')).toEqual([
			'                 id | <name>                      | tags',
			'--------------------+-----------------------------+-----------',
			`9223372036854775807 | <script>alert("1")</script> | ["a","b'"]`,
			'                  7 | NULL                        | NULL',
			'                  8 | two\\nlines                  | []',
			'first 3 rows of more, 1.2 s',
		]);
	});

	it('has a header and a note when there are no rows', () => {
		const empty = { ...rows, rows: [], truncated: false };
		expect(resultText(empty).split('\n')).toEqual([
			'id | <name> | tags',
			'---+--------+-----',
			'0 rows, 1.2 s',
		]);
	});

	it('says what a statement without rows did', () => {
		expect(resultText(done)).toBe('committed version 3, numOutputRows: 5, 20 ms');
	});
});

describe('a first query of a table', () => {
	it('quotes its path', () => {
		expect(selectStatement('/data/odd ` name', 4)).toBe(
			'SELECT *\nFROM delta.`/data/odd `` name` VERSION AS OF 4\nLIMIT 100',
		);
	});
});
