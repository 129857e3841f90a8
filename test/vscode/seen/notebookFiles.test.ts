import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	notebookCell,
	notebookOutputs,
	openFile,
	runCell,
	runPaletteCommand,
	showExplorer,
	treeItem,
} from '../../../scripts/vscode/workbench.mjs';
import { openWindow, type TestWindow } from './window';

const windowsText = [
	'-- Databricks notebook source',
	'SELECT 1 AS a,',
	'  2 AS b',
	'',
	'-- COMMAND ----------',
	'',
	'SELECT 3 AS c,',
	'  4',
	'',
].join('\r\n');

describe('the file of a SQL notebook', () => {
	let window: TestWindow;
	let folder: string;

	beforeAll(async () => {
		window = await openWindow();
		folder = path.join(window.scratch, 'files');
		mkdirSync(folder);
		writeFileSync(path.join(folder, 'windows.delta.sql'), windowsText);
		writeFileSync(path.join(folder, 'plain.sql'), "SELECT 'plain file' AS a;\n");
		await window.open(folder);
		await window.page.getByText('There are no Delta tables in this workspace.').waitFor();
		await window.shoot('welcome');
		await showExplorer(window.page);
		await treeItem(window.page, 'plain.sql').first().waitFor();
	});
	afterAll(() => window?.close());

	it('keeps its Windows line ends and all else when a cell is changed', async () => {
		const { page } = window;
		await openFile(page, 'windows.delta.sql');
		await notebookCell(page, 1).locator('.view-lines').click();
		await page.keyboard.press('ControlOrMeta+End');
		await page.keyboard.type(' AS d');
		await page.keyboard.press('Escape');
		await page.keyboard.press('ControlOrMeta+S');
		const saved = () => readFileSync(path.join(folder, 'windows.delta.sql'), 'utf8');
		await expect.poll(saved).toBe(windowsText.replace('  4', '  4 AS d'));
	});

	it('opens as text when it is plain SQL, and as a notebook when asked to', async () => {
		const { page } = window;
		await runPaletteCommand(page, 'View: Close All Editors');
		await openFile(page, 'plain.sql');
		await page.locator('.editor-instance:not(.notebook-editor) .view-lines').first().waitFor();
		await runPaletteCommand(page, 'View: Reopen Editor With...');
		await page
			.locator('.quick-input-list .monaco-list-row', { hasText: 'Delta SQL Notebook' })
			.first()
			.click();
		await notebookCell(page, 0).waitFor();
		await runCell(page, 0);
		await notebookOutputs(page).getByText('plain file').waitFor({ timeout: 60_000 });
		await window.shoot('notebook-plain-file');
	});
});
