import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplesNotebook } from '../../../scripts/samples.mjs';
import {
	notebookOutputs,
	openFile,
	openTable,
	runCell,
	tableItems,
} from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { EditorPage } from './grid';
import { openWindow, type TestWindow } from './window';

const themes = [
	{ name: 'dark', theme: 'Default Dark Modern', viewport: { width: 1400, height: 900 } },
	{ name: 'light', theme: 'Default Light Modern', viewport: { width: 1400, height: 900 } },
	{ name: 'high-contrast', theme: 'Default High Contrast', viewport: { width: 1400, height: 900 } },
	{ name: 'small', theme: 'Default Dark Modern', viewport: { width: 700, height: 480 } },
];

describe.each(themes)('in the $name window', ({ name, theme, viewport }) => {
	let window: TestWindow;
	let editor: EditorPage;

	beforeAll(async () => {
		window = await openWindow({ settings: { 'workbench.colorTheme': theme }, viewport });
		editor = new EditorPage(window.page);
	});
	afterAll(() => window?.close());

	it.each([sampleTables.nested.name, sampleTables.unusual.name, sampleTables.events.name])(
		'the table %s has its place',
		async (table) => {
			await openTable(window.page, tableItems(window.page).filter({ hasText: table }).first());
			await editor.shows(table);
			expect((await editor.row(1)).length).toBeGreaterThan(0);
			await window.shoot(`${name}-${table.replaceAll(/\W+/g, '-')}`);
		},
	);

	it('the answer of a cell has its place', async () => {
		await openFile(window.page, samplesNotebook);
		await runCell(window.page, 1);
		await notebookOutputs(window.page).locator('.delta-result td').first().waitFor({ timeout: 60_000 });
		await window.page.locator('.codicon-notebook-state-success').first().waitFor();
		await window.shoot(`${name}-notebook`);
	});
});
