import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/formats/displayWidth';
import { printCsv } from '../../../src/cli/formats/printCsv';
import { printJson } from '../../../src/cli/formats/printJson';
import { printJsonl } from '../../../src/cli/formats/printJsonl';
import { printTable } from '../../../src/cli/formats/printTable';
import type { ResultPrinter } from '../../../src/cli/formats/resultPrinter';
import type { DataType } from '../../../src/delta/schema';
import type { Outcome } from '../../../src/engine/session/outcome';
import type { WireRow } from '../../../src/rpc/values';

function rowsOf(
	columns: Readonly<Record<string, DataType>>,
	...batches: readonly (readonly WireRow[])[]
): Outcome {
	return {
		kind: 'rows',
		schema: {
			kind: 'struct',
			fields: Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
		},
		rows: (async function* () {
			yield* batches;
		})(),
	};
}

const committed: Outcome = { kind: 'done', metrics: { numOutputRows: '5' }, version: 3 };
const nothingCommitted: Outcome = { kind: 'done', metrics: {} };

async function printed(print: ResultPrinter, ...outcomes: readonly Outcome[]): Promise<string> {
	let text = '';
	const output = {
		write: async (more: string) => {
			text += more;
		},
		flush: async () => {},
	};
	for (const [index, outcome] of outcomes.entries()) await print(outcome, output, index);
	return text;
}

describe('jsonl', () => {
	it('prints one object a row, with the columns in order whatever their names', async () => {
		const outcome = rowsOf(
			{ b: { kind: 'string' }, '1': { kind: 'long' } },
			[['x', 1]],
			[[null, '9007199254740993']],
		);
		// Object.entries puts the key 1 first, so that is the order of this schema.
		expect(await printed(printJsonl, outcome)).toBe('{"1":"x","b":1}\n{"1":null,"b":"9007199254740993"}\n');
	});

	it('keeps every column when names repeat', async () => {
		const outcome = rowsOf({ a: { kind: 'long' }, a_2: { kind: 'long' } }, [[1, 2, 3]]);
		const [first, second] = outcome.kind === 'rows' ? outcome.schema.fields : [];
		if (outcome.kind !== 'rows' || !first || !second) throw new Error('no fields');
		const repeated = { ...outcome, schema: { kind: 'struct', fields: [first, first, second] } } as const;
		expect(await printed(printJsonl, repeated)).toBe('{"a":1,"a_3":2,"a_2":3}\n');
	});

	it('prints nothing for statements without rows', async () => {
		expect(await printed(printJsonl, committed)).toBe('');
	});
});

describe('json', () => {
	it('prints a statement on one line, with the types that Spark names', async () => {
		const tags: DataType = { kind: 'array', elementType: { kind: 'string' }, containsNull: true };
		const outcome = rowsOf({ id: { kind: 'long' }, tags }, [[1, ['a', null]]], [], [[2, null]]);
		expect(await printed(printJson, outcome, rowsOf({ n: { kind: 'integer' } }))).toBe(
			'{"columns":[{"name":"id","type":"bigint"},{"name":"tags","type":"array<string>"}],' +
				'"rows":[[1,["a",null]],[2,null]]}\n{"columns":[{"name":"n","type":"int"}],"rows":[]}\n',
		);
	});

	it('prints metrics and the version of what was committed', async () => {
		expect(await printed(printJson, committed, nothingCommitted)).toBe(
			'{"metrics":{"numOutputRows":"5"},"version":3}\n{"metrics":{}}\n',
		);
	});
});

describe('csv', () => {
	it('quotes what needs it and tells NULL from the empty string', async () => {
		const text: DataType = { kind: 'string' };
		const outcome = rowsOf({ 'a,b': text, c: text }, [
			['say "hi"', null],
			['two\nlines', ''],
			['plain', 'x'],
		]);
		expect(await printed(printCsv, outcome)).toBe('"a,b",c\n"say ""hi""",\n"two\nlines",""\nplain,x\n');
	});

	it('parts the results of two statements by a blank line', async () => {
		const one = () => rowsOf({ n: { kind: 'integer' } }, [[1]]);
		expect(await printed(printCsv, one(), one())).toBe('n\n1\n\nn\n1\n');
	});
});

describe('table', () => {
	it('aligns numbers right and text left, by the width that terminals draw', async () => {
		const outcome = rowsOf({ id: { kind: 'long' }, name: { kind: 'string' } }, [
			[1, '日本'],
			[12345, null],
		]);
		expect(await printed(printTable, outcome)).toBe(
			['   id │ name', '──────┼─────', '    1 │ 日本', '12345 │ NULL', '(2 rows)', ''].join('\n'),
		);
	});

	it('shows control characters as escapes', async () => {
		const outcome = rowsOf({ s: { kind: 'string' } }, [['a\u001b[31m\u009b\nb']]);
		expect(await printed(printTable, outcome)).toContain('a\\u001b[31m\\u009b\\nb\n');
	});

	it('prints the header of an empty result', async () => {
		expect(await printed(printTable, rowsOf({ n: { kind: 'integer' } }))).toBe('n\n─\n(0 rows)\n');
	});

	it('goes on past the rows that decide the widths', async () => {
		const batches = Array.from({ length: 3 }, (_, batch) =>
			Array.from({ length: 600 }, (_, row): WireRow => [batch * 600 + row]),
		);
		const lines = (await printed(printTable, rowsOf({ n: { kind: 'long' } }, ...batches))).split('\n');
		expect(lines.slice(2, -2).map(Number)).toEqual(Array.from({ length: 1800 }, (_, row) => row));
		expect(lines.at(-2)).toBe('(1800 rows)');
	});

	it('says what was committed', async () => {
		expect(await printed(printTable, committed, nothingCommitted)).toBe(
			'committed version 3, numOutputRows 5\n\ndone\n',
		);
	});
});

describe('displayWidth', () => {
	it.each([
		['', 0],
		['abc', 3],
		['é', 1],
		['e\u0301', 1],
		['日本', 4],
		['👩‍👩‍👧', 2],
	])('counts the cells of %j', (text, cells) => {
		expect(displayWidth(text)).toBe(cells);
	});
});
