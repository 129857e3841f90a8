import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expand, tableItems, treeItem } from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { openWindow, type TestWindow } from './window';

describe('the tree of Delta tables', () => {
	let window: TestWindow;

	beforeAll(async () => {
		window = await openWindow();
		await tableItems(window.page).first().waitFor({ timeout: 60_000 });
	});
	afterAll(() => window?.close());

	it('lists the tables of the folder', async () => {
		const labels = await tableItems(window.page).locator('.label-name').allInnerTexts();
		expect(labels).toEqual(sampleTables.names);
		await window.shoot('tree');
	});

	it('shows the columns of a table with types and nullability', async () => {
		const { page } = window;
		await expandTable(sampleTables.events.name);
		await expand(page, /^Columns/);
		for (const column of sampleTables.events.columns)
			await treeItem(page, column).waitFor({ timeout: 30_000 });
		await window.shoot('tree-columns');
		await expandTable(sampleTables.events.name, false);
	});

	it('shows the versions of a table with operation, rows and files', async () => {
		const { page } = window;
		await expandTable(sampleTables.events.name);
		await expand(page, /^Versions/);
		const { latestVersion } = sampleTables.events;
		const latest = treeItem(page, new RegExp(`^Version ${latestVersion}\\b`));
		await latest.waitFor({ timeout: 30_000 });
		expect(await latest.innerText()).toMatch(/WRITE.*\+\d+ rows, \+\d+ files/s);
		await window.shoot('tree-versions');
	});

	it('asks for nothing outside of this machine', () => {
		expect(window.outsideRequests).toEqual([]);
	});

	async function expandTable(name: string, open = true): Promise<void> {
		const item = tableItems(window.page).filter({ hasText: name }).first();
		const isOpen = (await item.getAttribute('aria-expanded')) === 'true';
		if (isOpen !== open) await item.locator('.monaco-tl-twistie').click();
	}
});
