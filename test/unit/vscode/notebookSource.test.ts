import { describe, expect, it } from 'vitest';
import { parseNotebook, printNotebook, type SourceCell } from '../../../src/vscode/notebook/notebookSource';

const roundTrip = (text: string) => {
	const { layout, cells } = parseNotebook(text);
	return printNotebook(layout, cells);
};

const contents = (cells: readonly SourceCell[]) =>
	cells.map(({ kind, languageId, text }) => ({ kind, languageId, text }));

const sql = (text: string): SourceCell => ({ kind: 'code', languageId: 'sql', text });

const example = [
	'-- Databricks notebook source',
	'-- MAGIC %md',
	'-- MAGIC # Orders',
	'-- MAGIC',
	'-- MAGIC by day',
	'',
	'-- COMMAND ----------',
	'',
	'SELECT 1;',
	'SELECT 2',
	'',
	'-- COMMAND ----------',
	'',
	'-- DBTITLE 1,In Python',
	'-- MAGIC %python',
	"-- MAGIC print('a')",
	'',
].join('\n');

/** A generator that gives the same numbers in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

const pieces = [
	'-- Databricks notebook source',
	'-- COMMAND ----------',
	'-- COMMAND -----------  ',
	'-- MAGIC %md',
	'-- MAGIC %md # inline',
	'-- MAGIC',
	'-- MAGIC %python',
	'-- MAGIC  two spaces',
	'-- DBTITLE 1,A title',
	'SELECT 1',
	"SELECT '-- COMMAND ----------'",
	'  -- COMMAND ----------',
	'\uFEFF',
	'\t',
	'',
	'',
];

function randomSource(next: (below: number) => number): string {
	let text = '';
	for (let count = next(14); count > 0; count--) {
		text += pieces[next(pieces.length)] + (['\n', '\r\n', '\n\n', ''][next(4)] ?? '');
	}
	return text;
}

describe('a notebook in source format', () => {
	it('is read into cells', () => {
		expect(contents(parseNotebook(example).cells)).toEqual([
			{ kind: 'markdown', languageId: 'markdown', text: '# Orders\n\nby day' },
			{ kind: 'code', languageId: 'sql', text: 'SELECT 1;\nSELECT 2' },
			{ kind: 'code', languageId: 'python', text: "%python\nprint('a')" },
		]);
	});

	it.each([
		['with Unix line ends', example],
		['with Windows line ends', example.replaceAll('\n', '\r\n')],
		['without a last line end', example.trimEnd()],
		['with a byte order mark', `\uFEFF${example}`],
		['with empty cells', '-- Databricks notebook source\n\n-- COMMAND ----------\n-- COMMAND ----------'],
		['with nothing but a header', '-- Databricks notebook source'],
		['that is empty', ''],
		['that is blank', '\n\n'],
		['without a header', '\nSELECT 1;\n\nSELECT 2\n'],
	])('survives a round trip %s', (_name, text) => {
		expect(roundTrip(text)).toBe(text);
	});

	it('survives a round trip whatever it is made of', () => {
		const next = numbers(1);
		for (let count = 0; count < 5000; count++) {
			const text = randomSource(next);
			expect(roundTrip(text)).toBe(text);
		}
	});

	it('has one cell when it is plain SQL', () => {
		expect(contents(parseNotebook('SELECT 1;\n\nSELECT 2\n').cells)).toEqual([
			{ kind: 'code', languageId: 'sql', text: 'SELECT 1;\n\nSELECT 2' },
		]);
	});

	it('keeps the other cells as they were when one is changed', () => {
		const text = example.replaceAll('\n', '\r\n');
		const { layout, cells } = parseNotebook(text);
		const changed = cells.map((cell, index) =>
			index === 1 ? { ...cell, text: 'SELECT 3;\nSELECT 4' } : cell,
		);
		expect(printNotebook(layout, changed)).toBe(
			text.replace('SELECT 1;\r\nSELECT 2', 'SELECT 3;\r\nSELECT 4'),
		);
	});

	it('takes the line ends that an editor gives a cell for unchanged', () => {
		const { layout, cells } = parseNotebook(example);
		const windows = cells.map((cell) => ({ ...cell, text: cell.text.replaceAll('\n', '\r\n') }));
		expect(printNotebook(layout, windows)).toBe(example);
	});

	it('keeps the title of a cell that is changed', () => {
		const { layout, cells } = parseNotebook(example);
		const changed = cells.map((cell, index) => (index === 2 ? { ...cell, text: '%python\n\n1' } : cell));
		expect(printNotebook(layout, changed)).toContain(
			'-- DBTITLE 1,In Python\n-- MAGIC %python\n-- MAGIC\n-- MAGIC 1\n',
		);
	});

	it('gives the same cells again after cells are added, dropped and moved', () => {
		const next = numbers(2);
		const added: SourceCell[] = [
			sql('SELECT 5'),
			sql('SELECT 6;\n\nSELECT 7'),
			{ kind: 'markdown', languageId: 'markdown', text: 'a\n\nb' },
			{ kind: 'code', languageId: 'scala', text: '%scala\nval a = 1' },
		];
		for (let count = 0; count < 500; count++) {
			const { layout, cells } = parseNotebook(
				next(2) === 0 ? example : 'SELECT 1\n\n-- COMMAND ----------\n',
			);
			const edited = [...cells, ...added]
				.map((cell) => ({ cell, order: next(1000) }))
				.sort((a, b) => a.order - b.order)
				.slice(0, 1 + next(6))
				.map(({ cell }) => cell);
			const again = parseNotebook(printNotebook(layout, edited));
			const isBlank = edited.every(({ text }) => text === '') && edited.length === 1;
			expect(contents(again.cells)).toEqual(isBlank ? [] : contents(edited));
		}
	});

	it('gets a header when it is new', () => {
		expect(printNotebook(undefined, [sql('SELECT 1'), sql('SELECT 2')])).toBe(
			'-- Databricks notebook source\nSELECT 1\n\n-- COMMAND ----------\n\nSELECT 2\n',
		);
	});
});
