import assert from 'node:assert/strict';

const missingFile = {
	code: 'dataFileNotFound',
	file: '/data/warehouse/orders/part-00003.snappy.parquet',
	table: '/data/warehouse/orders',
};
const brokenLog = {
	code: 'corruptLog',
	file: '/data/warehouse/orders/_delta_log/00000000000000000012.json',
	line: 3,
	reason: 'the line is not JSON',
};

export const stateCases = [
	{
		name: 'shows a page that failed and reads it again',
		async run(editor) {
			await editor.openRows();
			await editor.page.evaluate((fault) => {
				fakeHost.faults.readRows = fault;
			}, missingFile);
			await editor.press('Control+End');
			const alert = editor.page.getByRole('alert');
			await alert.getByText('DELTA_FILE_NOT_FOUND_DETAILED').waitFor();
			await editor.screenshot('rows-failed-dark');
			await editor.page.evaluate(() => {
				delete fakeHost.faults.readRows;
			});
			await alert.getByRole('button', { name: 'Retry' }).click();
			assert.equal(await editor.cellText(5_000_000, 12), '0.9');
			await alert.waitFor({ state: 'detached' });
		},
	},
	{
		name: 'shows why a table cannot be opened, in each tab, and tries again',
		async run(editor) {
			await editor.open({ faults: JSON.stringify({ describe: brokenLog, history: brokenLog }) });
			await editor.page.getByText('The table could not be opened').waitFor();
			await editor.page.getByText('00000000000000000012.json:3').waitFor();
			await editor.screenshot('failed-dark');
			await editor.tab('Schema');
			await editor.page.getByRole('tabpanel').getByText('DELTA_LOG_CORRUPTED').waitFor();
			await editor.tab('History');
			await editor.page.getByText('The history could not be read').waitFor();
			await editor.page.evaluate(() => {
				delete fakeHost.faults.describe;
				delete fakeHost.faults.history;
			});
			await editor.page.getByRole('button', { name: 'Retry' }).click();
			await editor.page.getByRole('listbox').waitFor();
			await editor.tab('Data');
			await editor.page.getByRole('button', { name: 'Retry' }).click();
			assert.equal(await editor.cellText(1, 1), '1');
		},
	},
	{
		name: 'leads back from a version that cannot be shown',
		async run(editor) {
			await editor.openRows();
			await editor.page.evaluate((fault) => {
				fakeHost.faults.describe = fault;
			}, brokenLog);
			await editor.page.getByLabel('Version').selectOption('12');
			await editor.page.getByText('The table could not be opened').waitFor();
			assert.equal(await editor.page.getByLabel('Version').inputValue(), '12');
			await editor.page.evaluate(() => {
				delete fakeHost.faults.describe;
			});
			await editor.page.getByRole('button', { name: 'Show the latest version' }).click();
			await editor.page.getByText('5,000,000 rows').waitFor();
		},
	},
	{
		name: 'says that a table has no rows, with its columns',
		async run(editor) {
			await editor.open({ table: 'empty' });
			await editor.page.getByText('No rows').waitFor();
			await editor.page.getByRole('columnheader', { name: 'order_id' }).waitFor();
			await editor.grid.focus();
			await editor.press('ArrowDown', 'Control+End', 'Control+c');
			await editor.screenshot('empty-dark');
		},
	},
	{
		name: 'says that it loads, and not at once',
		async run(editor) {
			await editor.open({ delay: 1500 });
			const loading = editor.page.getByText('Opening the table…');
			await loading.waitFor();
			await editor.eventually(async () =>
				assert.equal(await loading.locator('..').evaluate((node) => getComputedStyle(node).opacity), '1'),
			);
		},
	},
	{
		name: 'comes back to where it was',
		async run(editor) {
			await editor.openRows();
			await editor.press('Alt+ArrowRight', 'Alt+ArrowRight', 'Control+g');
			await editor.page.keyboard.type('4242424');
			await editor.press('Enter', 'ArrowRight', 'ArrowRight');
			await editor.waitForActive(4_242_424, 3);
			const header = editor.page.locator('[role=columnheader][aria-colindex="2"]');
			const { width } = await header.boundingBox();
			const first = await editor.firstRow();
			await editor.page.waitForTimeout(300);
			await editor.page.reload();
			await editor.waitForCell(4_242_424, 3);
			await editor.waitForActive(4_242_424, 3);
			assert.equal((await header.boundingBox()).width, width);
			assert.deepEqual(await editor.firstRow(), first);
		},
	},
	{
		name: 'keeps its place while another tab is shown',
		async run(editor) {
			await editor.openRows({ rows: 100_000_000 });
			await editor.press('Control+g');
			await editor.page.keyboard.type('50000000');
			await editor.press('Enter');
			await editor.waitForActive(50_000_000, 1);
			const first = await editor.firstRow();
			await editor.tab('Schema');
			await editor.tab('History');
			await editor.tab('Data');
			await editor.waitForCell(50_000_000, 1);
			await editor.eventually(async () => assert.deepEqual(await editor.firstRow(), first));
		},
	},
];
