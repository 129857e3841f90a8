import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable, runPaletteCommand, tableItems } from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { EditorPage } from './grid';
import { openWindow, type TestWindow } from './window';

const { types, orders, events } = sampleTables;

describe('the table editor', () => {
	let window: TestWindow;
	let editor: EditorPage;

	beforeAll(async () => {
		window = await openWindow();
		editor = new EditorPage(window.page);
	});
	afterAll(() => window?.close());

	it('shows the exact cells of a row of every type', async () => {
		await open(types.name);
		const { row } = types;
		await editor.goToRow(row.number);
		for (const { column, text } of row.cells)
			expect({ column, text: await cellInView(row.number, column) }).toEqual({ column, text });
		await window.shoot('editor');
	});

	it('scrolls to the last of five million rows', async () => {
		await open(orders.name);
		await expect.poll(() => editor.frame.locator('.table-facts').innerText()).toContain('5,000,000 rows');
		await editor.grid.focus();
		await window.page.keyboard.press('ControlOrMeta+End');
		expect(await editor.row(orders.rows)).toEqual(orders.cells(orders.rows));
		await window.shoot('editor-last-row');
	});

	it('jumps to a row', async () => {
		await editor.goToRow(3_141_593);
		expect(await editor.row(3_141_593)).toEqual(orders.cells(3_141_593));
	});

	it('shows the rows of the version that is chosen in the history', async () => {
		await open(events.name);
		await editor.showTab('History');
		await window.shoot('editor-history');
		await editor.frame.getByRole('listbox', { name: 'Versions' }).focus();
		await window.page.keyboard.press('End');
		await window.page.keyboard.press('Enter');
		const facts = editor.frame.locator('.table-facts');
		await expect.poll(() => facts.innerText()).toContain(`${events.rowsPerVersion} rows`);
		expect(await editor.frame.getByLabel('Version', { exact: true }).inputValue()).toBe('0');
		expect(await editor.grid.getAttribute('aria-rowcount')).toBe(String(events.rowsPerVersion + 1));
	});

	it('keeps the row and the version when it was hidden and when the page was loaded again', async () => {
		await open(orders.name);
		await editor.goToRow(1_234_567);
		await editor.row(1_234_567);
		await open(types.name);
		await open(orders.name);
		await editor.row(1_234_567);
		// Unlike the browser's reload it waits until VS Code has written down what is open.
		await runPaletteCommand(window.page, 'Developer: Reload Window');
		await window.page.waitForEvent('load');
		await editor.shows(orders.name);
		await editor.row(1_234_567);
	});

	it('lists the columns in the schema', async () => {
		await editor.showTab('Schema');
		await editor.frame.getByRole('region', { name: 'Columns' }).waitFor();
		await window.shoot('editor-schema');
		await editor.showTab('Data');
	});

	async function open(table: string): Promise<void> {
		await openTable(window.page, tableItems(window.page).filter({ hasText: table }).first());
		await editor.shows(table);
	}

	/** A cell's text, after moving along the row until the column is in view. */
	async function cellInView(row: number, column: number): Promise<string> {
		await editor.grid.focus();
		await window.page.keyboard.press('Home');
		for (let at = 1; at < column; at++) await window.page.keyboard.press('ArrowRight');
		return editor.cell(row, column);
	}
});
