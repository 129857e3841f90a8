import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	notebookCell,
	notebookOutputs,
	openFile,
	runCell,
	runPaletteCommand,
	showExplorer,
	tableItems,
} from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { goodTable, noTable, tableWithoutFile, writeBadTables } from './badTables';
import { openWindow, type TestWindow, testSamples } from './window';

interface BadCell {
	readonly what: string;
	readonly sql: string;
	/** All that the cell shows: class, message and, where the statement itself is wrong, the position. */
	readonly shows: readonly (string | RegExp)[];
}

const badCells: readonly BadCell[] = [
	{
		what: 'a folder that is no table',
		sql: `SELECT * FROM delta.\`${noTable}\``,
		shows: ['DELTA_TABLE_NOT_FOUND', /plain_folder is not a Delta table: it has no _delta_log folder/],
	},
	{
		what: 'a version that does not exist',
		sql: `SELECT * FROM ${goodTable} VERSION AS OF 999`,
		shows: ['DELTA_VERSION_NOT_FOUND', /Version 999 of .*good does not exist/],
	},
	{
		what: 'a table without its data files',
		sql: `SELECT * FROM ${tableWithoutFile}`,
		shows: ['DELTA_FILE_NOT_FOUND_DETAILED', /\.parquet belongs to the table .*missing_file but is missing/],
	},
	{
		what: 'a table that is not there',
		sql: 'SELECT *\nFROM nothing_here',
		shows: ['TABLE_OR_VIEW_NOT_FOUND', /no table named nothing_here.*line 2, column 6/],
	},
	{
		what: 'SQL that does not parse',
		sql: 'SELECT 1 AS a,\n  FROM WHERE',
		shows: ['PARSE_SYNTAX_ERROR', /syntax error at 'FROM'.*line 2, column 3/],
	},
];
const orders = `delta.\`${path.join(testSamples, sampleTables.orders.name)}\``;
/** Nobody waits for the end of its second statement: 25 million million pairs. */
const longCell = `SELECT 'first answer' AS early;
SELECT sum(a.order_id % 7 * b.order_id % 5) AS s FROM ${orders} a CROSS JOIN ${orders} b`;

/** A notebook of these cells in source format. */
function notebookOf(cells: readonly string[]): string {
	return ['-- Databricks notebook source', cells.join('\n\n-- COMMAND ----------\n\n')].join('\n');
}

describe('a SQL notebook whose cells fail', () => {
	let window: TestWindow;

	beforeAll(async () => {
		window = await openWindow();
		const folder = path.join(window.scratch, 'bad');
		writeBadTables(folder, path.join(testSamples, sampleTables.events.name));
		const files = {
			'fails.delta.sql': badCells.map(({ sql }) => sql),
			'long.delta.sql': [longCell, "SELECT 'still here' AS later"],
		};
		for (const [name, cells] of Object.entries(files))
			writeFileSync(path.join(folder, name), notebookOf(cells));
		await window.open(folder);
		await tableItems(window.page).first().waitFor({ timeout: 60_000 });
		await showExplorer(window.page);
		await openFile(window.page, 'fails.delta.sql');
		await notebookCell(window.page, badCells.length - 1).waitFor({ timeout: 60_000 });
	});
	afterAll(() => window?.close());

	it.each(badCells.map((cell, index) => ({ ...cell, index })))(
		'says what is wrong with $what',
		async ({ index, shows, what }) => {
			await runCell(window.page, index);
			const outputs = notebookOutputs(window.page);
			for (const text of shows) await outputs.getByText(text).last().waitFor({ timeout: 60_000 });
			await window.shoot(`notebook-fails-${what.replaceAll(' ', '-')}`);
		},
	);

	it('keeps what a cancelled cell has shown, and runs the next one', async () => {
		const { page } = window;
		const outputs = notebookOutputs(page);
		await runPaletteCommand(page, 'View: Close All Editors');
		await openFile(page, 'long.delta.sql');
		await page.getByText('sum(a.order_id').first().waitFor();
		await runCell(page, 0);
		await outputs.getByText('first answer').waitFor({ timeout: 60_000 });
		await window.shoot('notebook-running');
		await page.locator('.notebookOverlay .codicon-notebook-stop:visible').first().click();
		await outputs.getByText('The cell was cancelled.').waitFor({ timeout: 60_000 });
		expect(await outputs.getByText('first answer').isVisible()).toBe(true);
		await window.shoot('notebook-cancelled');
		await runCell(page, 1);
		await outputs.getByText('still here').waitFor({ timeout: 60_000 });
		await window.shoot('notebook-after-cancelled');
	});
});
