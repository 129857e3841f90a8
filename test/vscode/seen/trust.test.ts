import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable, tableItems } from '../../../scripts/vscode/workbench.mjs';
import { sampleTables } from '../sampleTables';
import { EditorPage } from './grid';
import { openWindow, type TestWindow, testSamples } from './window';

describe('in Restricted Mode', () => {
	let window: TestWindow;
	let editor: EditorPage;

	beforeAll(async () => {
		window = await openWindow({ restricted: true });
		editor = new EditorPage(window.page);
		const source = path.join(testSamples, sampleTables.events.name);
		const folder = path.join(window.scratch, 'restricted');
		cpSync(source, path.join(folder, 'inside'), { recursive: true });
		const outside = path.join(folder, 'outside');
		cpSync(path.join(source, '_delta_log'), path.join(outside, '_delta_log'), { recursive: true });
		nameFilesOf(source, path.join(outside, '_delta_log'));
		await window.open(folder);
		await tableItems(window.page).first().waitFor({ timeout: 60_000 });
	});
	afterAll(() => window?.close());

	it('a table opens', async () => {
		expect(await window.page.getByText('Restricted Mode').first().isVisible()).toBe(true);
		await openTable(window.page, tableItems(window.page).filter({ hasText: 'inside' }).first());
		await editor.shows('inside');
	});

	it('no file is read that lies outside of its table', async () => {
		await openTable(window.page, tableItems(window.page).filter({ hasText: 'outside' }).first());
		const failure = await editor.failure();
		expect(failure.errorClass.trim()).toBe('DELTA_PATH_OUTSIDE_TABLE');
		expect(failure.message).toContain(path.join(testSamples, sampleTables.events.name));
		await window.shoot('restricted');
	});
});

/** Makes a log name the data files of another table by absolute paths. */
function nameFilesOf(table: string, log: string): void {
	for (const name of readdirSync(log).filter((file) => file.endsWith('.json'))) {
		const file = path.join(log, name);
		const text = readFileSync(file, 'utf8');
		writeFileSync(file, text.replaceAll('"path":"', `"path":"file://${table}/`));
	}
}
