import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile, openWorkbench, runPaletteCommand, treeItem } from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { openWindow, type TestWindow, testSamples } from './window';

describe('the extension', () => {
	let window: TestWindow;

	beforeAll(async () => {
		window = await openWindow();
	});
	afterAll(() => window?.close());

	it('does not start in a folder without Delta tables, whatever text is open', async () => {
		const { page, server, scratch } = window;
		const folder = path.join(scratch, 'plain');
		mkdirSync(folder);
		for (const name of ['notes.txt', 'query.sql']) writeFileSync(path.join(folder, name), 'SELECT 1');
		await openWorkbench(page, server.urlOf(folder));
		await runPaletteCommand(page, 'View: Show Explorer');
		await openFile(page, 'notes.txt');
		await openFile(page, 'query.sql');
		await page.locator('.editor-instance .view-lines').first().waitFor();
		expect(await runningExtensions()).not.toContain('Delta Workbench');
	});

	it('starts in a folder with tables, and opens one from the menu of the explorer', async () => {
		const { page, server } = window;
		await openWorkbench(page, server.urlOf(testSamples));
		await runPaletteCommand(page, 'View: Show Explorer');
		await expect.poll(runningExtensions, { timeout: 30_000 }).toContain('Delta Workbench');
		// The tooltip of what the mouse was over lies on the explorer.
		await page.mouse.move(900, 700);
		await page.keyboard.press('Escape');
		await treeItem(page, sampleTables.types.name).first().click({ button: 'right' });
		await page.getByRole('menuitem', { name: 'Open Delta Table' }).waitFor();
		await window.shoot('explorer-menu');
		await page.keyboard.press('Escape');
	});

	/** The names that VS Code lists as running. */
	async function runningExtensions(): Promise<string> {
		const { page } = window;
		await runPaletteCommand(page, 'Developer: Show Running Extensions');
		const list = page.locator('.runtime-extensions-editor');
		await list.locator('.monaco-list-row').first().waitFor();
		return list.innerText();
	}
});
