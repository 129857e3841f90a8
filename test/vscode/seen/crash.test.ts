import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable, tableItems } from '../../../scripts/vscode/workbench.mjs';
import { descendantsOf, enginesOf, isRunning } from '../processes';
import { sampleTables } from '../sampleTables';
import { until } from '../until';
import { EditorPage } from './grid';
import { openWindow, type TestWindow } from './window';

describe('when a process dies', () => {
	let window: TestWindow;
	let editor: EditorPage;

	beforeAll(async () => {
		window = await openWindow();
		editor = new EditorPage(window.page);
		await open(sampleTables.orders.name);
	});
	afterAll(() => window?.close());

	it('the editor goes on with a new engine', async () => {
		const [engine, ...more] = enginesOf(window.server.pid);
		expect(more).toEqual([]);
		if (engine === undefined) throw new Error('no engine runs');
		process.kill(engine, 'SIGKILL');
		await until('the end of the engine', () => !isRunning(engine));
		await editor.goToRow(2_500_000);
		const retry = editor.frame.getByRole('button', { name: 'Retry' });
		const row = editor.grid.locator(
			'[role="row"][aria-rowindex="2500001"]:not([aria-busy]) .grid-cell:not(.failed)',
		);
		await row.first().or(retry).first().waitFor({ timeout: 30_000 });
		if (await retry.isVisible()) await retry.click();
		await row.first().waitFor({ timeout: 30_000 });
	});

	it('no engine outlives its extension host', async () => {
		const engines = enginesOf(window.server.pid);
		expect(engines.length).toBe(1);
		const hosts = descendantsOf(window.server.pid).filter(({ command }) =>
			command.includes('--type=extensionHost'),
		);
		expect(hosts.length).toBeGreaterThan(0);
		for (const { pid } of hosts) process.kill(pid, 'SIGKILL');
		await until('the end of the engine', () => engines.every((pid) => !isRunning(pid)));
	});

	async function open(table: string): Promise<void> {
		await openTable(window.page, tableItems(window.page).filter({ hasText: table }).first());
		await editor.shows(table);
	}
});
