import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPaletteCommand, tableItems } from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { EditorPage } from './grid';
import { openWindow, type TestWindow } from './window';

const { events } = sampleTables;

describe('with the keyboard alone', () => {
	let window: TestWindow;
	let editor: EditorPage;

	beforeAll(async () => {
		window = await openWindow();
		editor = new EditorPage(window.page);
		await tableItems(window.page).filter({ hasText: events.name }).first().waitFor({ timeout: 60_000 });
	});
	afterAll(() => window?.close());

	it('a table opens from the tree', async () => {
		const { page } = window;
		await runPaletteCommand(page, 'Delta Tables: Focus on Delta Tables View');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Home');
		await page.keyboard.press('Enter');
		await editor.shows(events.name);
		await window.shoot('keyboard-tree');
	});

	it('Tab goes through the editor in the order of its parts, into the grid and out of it', async () => {
		const { page } = window;
		await editor.frame.getByLabel('Version', { exact: true }).focus();
		const visited = [await focused()];
		for (let step = 0; step < 12; step++) {
			await page.keyboard.press('Tab');
			const at = await focused();
			visited.push(at);
			if (at === 'outside') break;
		}
		await window.shoot('keyboard-editor');
		const grid = visited.indexOf('grid');
		const tab = visited.findIndex((at) => at.startsWith('tab '));
		const row = visited.indexOf('Go to row');
		expect({ visited, ordered: 0 < tab && tab < row && row < grid }).toEqual({ visited, ordered: true });
		expect(visited.filter((at) => at === 'grid')).toHaveLength(1);
	});

	it('Shift+Tab leads out of the grid', async () => {
		const { page } = window;
		await editor.grid.focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowRight');
		expect(await focused()).toBe('grid');
		await page.keyboard.press('Shift+Tab');
		expect(await focused()).not.toBe('grid');
	});

	/** What has the focus in the editor: a label, or `grid` for the grid and all within. */
	async function focused(): Promise<string> {
		return editor.frame.locator('body').evaluate((body) => {
			const at = body.ownerDocument.activeElement;
			if (at === null || at === body || !body.ownerDocument.hasFocus()) return 'outside';
			if (at.closest('[role="grid"]')) return 'grid';
			const name = at.getAttribute('aria-label') ?? at.textContent ?? '';
			const labelled = at.id === '' ? null : body.ownerDocument.querySelector(`label[for="${at.id}"]`);
			return at.getAttribute('role') === 'tab' ? `tab ${name}` : (labelled?.textContent ?? name).trim();
		});
	}
});
