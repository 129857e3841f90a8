import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	notebookCell,
	notebookOutputs,
	openFile,
	runCell,
	showExplorer,
} from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { openWindow, type TestWindow, testSamples } from './window';

const { events } = sampleTables;
const cells = [
	`SELECT count(*) AS n FROM ${events.name} VERSION AS OF 0`,
	"SELECT CAST(12345678901234567.890 AS DECIMAL(20, 3)) AS d, NULL AS nothing, '<b>' AS markup",
	`SELECT\n  no_such_column\nFROM ${events.name}`,
];

describe('a SQL notebook', () => {
	let window: TestWindow;

	beforeAll(async () => {
		window = await openWindow();
		const folder = path.join(window.scratch, 'ws');
		cpSync(path.join(testSamples, events.name), path.join(folder, events.name), {
			recursive: true,
		});
		const text = ['-- Databricks notebook source', cells.join('\n\n-- COMMAND ----------\n\n')].join('\n');
		writeFileSync(path.join(folder, 'check.delta.sql'), text);
		await window.open(folder);
		await showExplorer(window.page);
		await openFile(window.page, 'check.delta.sql');
		await notebookCell(window.page, cells.length - 1).waitFor({ timeout: 60_000 });
	});
	afterAll(() => window?.close());

	it('answers a cell about an older version', async () => {
		await runCell(window.page, 0);
		const table = notebookOutputs(window.page).locator('.delta-result table').first();
		await table.locator('td').first().waitFor({ timeout: 60_000 });
		expect(await table.locator('td').allInnerTexts()).toEqual([String(events.rowsPerVersion)]);
	});

	it('shows values as they are', async () => {
		await runCell(window.page, 1);
		const table = notebookOutputs(window.page).locator('.delta-result table').nth(1);
		await table.locator('td').first().waitFor({ timeout: 60_000 });
		expect(await table.locator('td').allInnerTexts()).toEqual(['12345678901234567.890', 'NULL', '<b>']);
	});

	it('shows the class and the position of an error', async () => {
		await runCell(window.page, 2);
		const outputs = notebookOutputs(window.page);
		await outputs.getByText('UNRESOLVED_COLUMN').first().waitFor({ timeout: 60_000 });
		await outputs.getByText('line 2, column 3').first().waitFor();
		await window.shoot('notebook');
	});
});
