import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable, tableItems } from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { badTables, goodTable, tableWithoutFile, writeBadTables } from './badTables';
import { EditorPage } from './grid';
import { openWindow, type TestWindow, testSamples } from './window';

describe('bad tables', () => {
	let window: TestWindow;
	let editor: EditorPage;

	beforeAll(async () => {
		window = await openWindow();
		editor = new EditorPage(window.page);
		const folder = path.join(window.scratch, 'bad');
		writeBadTables(folder, path.join(testSamples, sampleTables.events.name));
		await window.open(folder);
		await item(goodTable).waitFor({ timeout: 60_000 });
	});
	afterAll(() => window?.close());

	it.each(badTables)(
		'$name: the tree and the editor say what is wrong',
		async ({ name, errorClass, says }) => {
			await openTable(window.page, item(name));
			// The failure of the table before is there until this editor takes its place.
			await expect
				.poll(() => editor.failure())
				.toMatchObject({ errorClass, message: expect.stringMatching(says) });
			await window.shoot(`bad-${name}`);
			const { page } = window;
			await item(name).locator('.monaco-tl-twistie').click();
			await page.getByRole('treeitem', { name: 'Columns' }).locator('.monaco-tl-twistie').click();
			await page.getByRole('treeitem', { name: /^Error: / }).waitFor({ timeout: 30_000 });
			await item(name).locator('.monaco-tl-twistie').click();
		},
	);

	it('a table whose data files are missing names one, and keeps its schema', async () => {
		await openTable(window.page, item(tableWithoutFile));
		await expect
			.poll(() => editor.failure())
			.toMatchObject({
				errorClass: 'DELTA_FILE_NOT_FOUND_DETAILED',
				message: expect.stringMatching(/\.parquet/),
			});
		await editor.showTab('Schema');
		await editor.frame.getByRole('region', { name: 'Columns' }).waitFor();
	});

	it('the table beside them opens', async () => {
		await openTable(window.page, item(goodTable));
		await editor.shows(goodTable);
	});

	function item(name: string) {
		return tableItems(window.page)
			.filter({ hasText: new RegExp(`^${name}$`) })
			.first();
	}
});
