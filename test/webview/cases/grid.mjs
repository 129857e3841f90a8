import assert from 'node:assert/strict';

export const gridCases = [
	{
		name: 'shows rows under their columns',
		async run(editor) {
			await editor.openRows();
			assert.equal(await editor.cellText(1, 1), '1');
			assert.equal(await editor.cellText(2, 4), '37.01');
			assert.equal(await editor.cellText(3, 9), '{"city":"Lyon","zip":10002}');
			assert.equal(await editor.grid.getAttribute('aria-rowcount'), '5000001');
			await editor.page.mouse.move(1, 1);
			await editor.screenshot('data-dark');
		},
	},
	...[5_000_000, 100_000_000, 1_000_000_000].map((rows) => ({
		name: `reaches the last of ${rows} rows`,
		async run(editor) {
			await editor.openRows({ rows });
			await editor.press('Control+End');
			await editor.waitForActive(rows, 12);
			assert.equal(await editor.cell(rows, 12).isVisible(), true);
			await editor.press('Home');
			assert.equal(await editor.cellText(rows, 1), String(rows));
			await editor.press('ArrowUp');
			await editor.waitForActive(rows - 1, 1);
		},
	})),
	{
		name: 'reaches the last row by the scroll bar',
		async run(editor) {
			await editor.openRows({ rows: 100_000_000 });
			await editor.grid.evaluate((grid) => {
				grid.scrollTop = grid.scrollHeight;
			});
			assert.equal(await editor.cellText(100_000_000, 1), '100000000');
		},
	},
	...[1000, 5_000_000, 100_000_000].map((rows) => ({
		name: `moves by the pixels of the wheel in ${rows} rows`,
		async run(editor) {
			await editor.openRows({ rows });
			const box = await editor.grid.boundingBox();
			await editor.page.mouse.move(box.x + 400, box.y + 200);
			await editor.page.mouse.wheel(0, 250);
			await editor.eventually(async () => assert.deepEqual(await editor.firstRow(), { row: 11, offset: 10 }));
			await editor.page.mouse.wheel(0, -100);
			await editor.eventually(async () => assert.deepEqual(await editor.firstRow(), { row: 7, offset: 6 }));
		},
	})),
	{
		name: 'moves by keys',
		async run(editor) {
			await editor.openRows();
			await editor.press('ArrowDown', 'ArrowDown', 'ArrowRight');
			await editor.waitForActive(3, 2);
			await editor.press('End');
			await editor.waitForActive(3, 12);
			await editor.press('Home', 'PageDown');
			await editor.eventually(async () => {
				const [row, column] = await editor.active();
				assert.ok(row > 15 && row < 40, `page down went to row ${row}`);
				assert.equal(column, 1);
			});
			await editor.press('Control+ArrowDown');
			await editor.waitForActive(5_000_000, 1);
			await editor.press('Control+Home');
			await editor.waitForActive(1, 1);
		},
	},
	{
		name: 'keeps the focus while rows are filled again',
		async run(editor) {
			await editor.openRows();
			for (let page = 0; page < 5; page++) await editor.press('PageDown');
			assert.equal(await editor.grid.evaluate((grid) => document.activeElement === grid), true);
		},
	},
	{
		name: 'selects by shift and by mouse and copies exactly what is selected',
		async run(editor) {
			await editor.openRows();
			await editor.press('Shift+ArrowDown', 'Shift+ArrowRight');
			await editor.eventually(async () =>
				assert.equal(await editor.page.locator('[role=gridcell][aria-selected=true]').count(), 4),
			);
			await editor.press('Control+c');
			await editor.eventually(async () => assert.equal(await editor.copied(), '1\tDE\n2\tUS'));
			await editor.cell(4, 1).click();
			await editor.cell(6, 2).click({ modifiers: ['Shift'] });
			await editor.press('Control+c');
			await editor.eventually(async () => assert.equal(await editor.copied(), '4\tJP\n5\tBR\n6\tIN'));
		},
	},
	{
		name: 'copies rows that were never in view',
		async run(editor) {
			await editor.openRows({ rows: 12_000 });
			await editor.press('Control+Shift+ArrowDown', 'Control+c');
			await editor.eventually(async () => {
				const lines = (await editor.copied())?.split('\n') ?? [];
				assert.equal(lines.length, 12_000);
				assert.equal(lines[9_999], '10000');
			});
		},
	},
	{
		name: 'says so when the selection is too large to copy',
		async run(editor) {
			await editor.openRows();
			await editor.press('Control+a', 'Control+c');
			await editor.page.getByText('Not copied: 60,000,000 cells are selected').waitFor();
			assert.equal(await editor.copied(), undefined);
		},
	},
	{
		name: 'goes to a row by its number',
		async run(editor) {
			await editor.openRows({ rows: 100_000_000 });
			await editor.press('Control+g');
			await editor.page.keyboard.type('73,456,789');
			await editor.press('Enter');
			await editor.waitForActive(73_456_789, 1);
			assert.equal(await editor.cellText(73_456_789, 1), '73456789');
			assert.equal(await editor.grid.evaluate((grid) => document.activeElement === grid), true);
			await editor.press('Control+g');
			await editor.page.keyboard.type('100000001');
			await editor.press('Enter');
			await editor.page.getByText('Type a row number from 1 to 100,000,000').waitFor();
		},
	},
	{
		name: 'resizes columns by keys and by mouse',
		async run(editor) {
			await editor.openRows();
			const header = editor.page.locator('[role=columnheader][aria-colindex="2"]');
			const width = async () => (await header.boundingBox()).width;
			await editor.page.waitForTimeout(100);
			const before = await width();
			await editor.press('Alt+ArrowRight');
			await editor.eventually(async () => assert.equal(await width(), before + 16));
			const box = await header.boundingBox();
			await editor.page.mouse.move(box.x + box.width - 3, box.y + 20);
			await editor.page.mouse.down();
			await editor.page.mouse.move(box.x + box.width + 97, box.y + 20, { steps: 4 });
			await editor.page.mouse.up();
			await editor.eventually(async () => assert.equal(await width(), before + 116));
			await editor.page.mouse.dblclick(box.x + box.width + 97, box.y + 20);
			await editor.eventually(async () => assert.ok((await width()) < before + 50));
		},
	},
	{
		name: 'has elements for the columns in view only',
		async run(editor) {
			await editor.openRows({ table: 'wide' });
			const count = await editor.page.locator('[role=gridcell]').count();
			assert.ok(count < 1200, `${count} cells`);
			await editor.press('End');
			await editor.waitForActive(1, 500);
			assert.equal(await editor.cellText(1, 499), 'r1c499');
		},
	},
	{
		name: 'abandons the pages that a drag of the scroll bar leaves behind',
		async run(editor) {
			await editor.openRows({ rows: 100_000_000 });
			await editor.page.evaluate(() => {
				fakeHost.delayMs = 4000;
			});
			const before = (await editor.calls('readRows')).length;
			await editor.grid.evaluate(async (grid) => {
				for (let step = 1; step <= 60; step++) {
					grid.scrollTop = step * 90_000;
					await new Promise((resolve) => requestAnimationFrame(resolve));
				}
			});
			await editor.page.waitForTimeout(6000);
			const asked = (await editor.calls('readRows')).length - before;
			const abandoned = await editor.page.evaluate(() => fakeHost.cancelled);
			// A frame on a busy machine can take longer than the view has to stand still; the end of the drag is one view.
			assert.ok(asked - abandoned <= 4, `${asked} pages were asked for, ${abandoned} abandoned`);
		},
	},
	{
		name: 'shows every type exactly',
		async run(editor) {
			await editor.openRows({ table: 'types' });
			const expected = {
				4: ['1', '9223372036854775807', '-9223372036854775808'],
				5: ['0.1', '16777216.0', 'NaN'],
				6: ['0.1', '5.0', '-0.0', 'NaN', 'Infinity', '-Infinity', '1e+21', '5e-324'],
				7: ['1234567890123456789012345678.0000000001', '0.0000000000', 'NULL'],
			};
			for (const [column, values] of Object.entries(expected)) {
				for (const [at, value] of values.entries()) {
					assert.equal(await editor.cellText(at + 1, Number(column)), value);
				}
			}
			await editor.screenshot('types-dark');
		},
	},
	{
		name: 'opens the whole value of a cell',
		async run(editor) {
			await editor.openRows();
			await editor.press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Enter');
			const value = editor.page.getByLabel('Whole value');
			await editor.eventually(async () =>
				assert.equal(await value.inputValue(), '{\n  "city": "Berlin",\n  "zip": 10000\n}'),
			);
			await editor.press('ArrowDown');
			await editor.eventually(async () => assert.match(await value.inputValue(), /Portland/));
			await editor.screenshot('value-dark');
			await editor.press('Escape');
			await value.waitFor({ state: 'detached' });
		},
	},
];
