import { describe, expect, it } from 'vitest';
import type { StatementResult } from '../../../src/rpc/engine';
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
