import assert from 'node:assert/strict';

export const tabCases = [
	{
		name: 'shows the schema with nested fields, properties and protocol',
		async run(editor) {
			await editor.openRows();
			await editor.tab('Schema');
			const tree = editor.page.getByRole('treegrid');
			await tree.getByText('order_id').waitFor();
			await editor.page.getByText('delta.enableDeletionVectors').waitFor();
			await tree.getByRole('row', { name: 'address' }).focus();
			await editor.press('ArrowRight', 'ArrowDown');
			assert.match(await editor.page.evaluate(() => document.activeElement.textContent), /^citystring/);
			await editor.screenshot('schema-dark');
			await editor.press('ArrowLeft', 'ArrowLeft');
			assert.equal(await tree.getByText('city', { exact: true }).count(), 0);
		},
	},
	{
		name: 'shows the rows of a version that is chosen in the history, and the latest again',
		async run(editor) {
			await editor.openRows();
			await editor.tab('History');
			const list = editor.page.getByRole('listbox');
			await list.getByRole('option', { name: 'DELETE' }).first().waitFor();
			await editor.page.mouse.move(1, 1);
			await editor.screenshot('history-dark');
			await list.focus();
			await editor.press('ArrowDown', 'ArrowDown', 'Enter');
			await editor.page.getByText('4,999,998 rows').waitFor();
			await editor.page.getByText('of 30', { exact: true }).waitFor();
			await editor.waitForCell(1, 1);
			assert.equal((await editor.calls('readRows')).at(-1).version, 28);
			await editor.screenshot('version-dark');
			await editor.page.getByRole('button', { name: 'Back to latest' }).click();
			await editor.page.getByText('5,000,000 rows').waitFor();
		},
	},
	{
		name: 'leaves the focus in the version picker and gives it to the grid after the history',
		async run(editor) {
			await editor.openRows();
			await editor.page.getByLabel('Version').focus();
			await editor.page.getByLabel('Version').selectOption('20');
			await editor.page.getByText('4,999,990 rows').waitFor();
			await editor.waitForCell(1, 1);
			assert.equal(await editor.page.evaluate(() => document.activeElement.id), 'version');
			await editor.tab('History');
			await editor.page.getByRole('listbox').focus();
			await editor.press('Home', 'Enter');
			await editor.page.getByText('5,000,000 rows').waitFor();
			await editor.eventually(async () =>
				assert.equal(await editor.page.evaluate(() => document.activeElement.getAttribute('role')), 'grid'),
			);
		},
	},
	{
		name: 'keeps a former version over a reload',
		async run(editor) {
			await editor.openRows();
			await editor.page.getByLabel('Version').selectOption('12');
			await editor.page.getByText('4,999,982 rows').waitFor();
			await editor.page.waitForTimeout(300);
			await editor.page.reload();
			await editor.page.getByText('4,999,982 rows').waitFor();
		},
	},
	{
		name: 'offers a newer version and keeps showing the present one until then',
		async run(editor) {
			await editor.openRows();
			await editor.page.evaluate(() => fakeHost.emit({ type: 'tableChanged', latestVersion: 31 }));
			await editor.page.getByText('Version 31 is available').waitFor();
			assert.equal((await editor.calls('describe')).length, 1);
			await editor.screenshot('new-version-dark');
			await editor.page.getByRole('button', { name: 'Show' }).click();
			await editor.page.getByText('5,000,001 rows').waitFor();
			await editor.page.getByText('is available').waitFor({ state: 'detached' });
			await editor.page.getByLabel('Version').selectOption('12');
			await editor.page.getByRole('button', { name: 'Back to latest' }).waitFor();
		},
	},
	{
		name: 'shows the version that the host asks for',
		async run(editor) {
			await editor.openRows();
			await editor.tab('Schema');
			await editor.page.evaluate(() => fakeHost.emit({ type: 'showVersion', version: 5 }));
			await editor.page.getByText('4,999,975 rows').waitFor();
			await editor.grid.waitFor();
		},
	},
	{
		name: 'lists long histories without an element for each version',
		async run(editor) {
			await editor.openRows({ table: 'long-history' });
			await editor.tab('History');
			await editor.page.getByRole('listbox').focus();
			await editor.press('End');
			await editor.page.getByText('CREATE TABLE AS SELECT').waitFor();
			assert.ok((await editor.page.getByRole('listbox').getByRole('option').count()) < 60);
		},
	},
];
