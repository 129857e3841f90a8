import assert from 'node:assert/strict';
import path from 'node:path';

/** The table editor in a page, as its user sees it. */
export class EditorPage {
	constructor(page, origin, screenshots) {
		this.page = page;
		this.origin = origin;
		this.screenshots = screenshots;
		this.violations = [];
		page.on('pageerror', (error) => this.violations.push(`page error: ${error.message}`));
	}

	get grid() {
		return this.page.getByRole('grid');
	}

	async open(parameters = {}) {
		await this.page.goto(`${this.origin}/?${new URLSearchParams(parameters)}`);
	}

	/** Opens a table and waits for its first row. */
	async openRows(parameters = {}) {
		await this.open(parameters);
		await this.waitForCell(1, 1);
		await this.grid.focus();
	}

	/** Both count from 1, as a user does. */
	cell(row, column) {
		return this.page.locator(`[role=row][aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`);
	}

	async waitForCell(row, column) {
		await this.page
			.locator(`[role=row][aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]:not(.pending)`)
			.waitFor();
	}

	async cellText(row, column) {
		await this.waitForCell(row, column);
		return this.cell(row, column).textContent();
	}

	/** Row and column of the active cell, from 1, as the grid announces it. */
	async active() {
		return this.page.evaluate(() => {
			const grid = document.querySelector('[role=grid]');
			const cell = document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
			const row = cell?.closest('[role=row]');
			return [
				Number(row?.getAttribute('aria-rowindex')) - 1,
				Number(cell?.getAttribute('aria-colindex')) - 1,
			];
		});
	}

	async waitForActive(row, column) {
		await this.eventually(async () => assert.deepEqual(await this.active(), [row, column]));
	}

	/** The first row in view and how many pixels of it are scrolled out. */
	async firstRow() {
		return this.page.evaluate(
			() =>
				new Promise((resolve) =>
					requestAnimationFrame(() =>
						requestAnimationFrame(() => {
							const row = document.querySelector('.grid-body [role=row]');
							const body = document.querySelector('.grid-body');
							const offset = body.getBoundingClientRect().top - row.getBoundingClientRect().top;
							resolve({ row: Number(row.getAttribute('aria-rowindex')) - 1, offset: Math.round(offset) });
						}),
					),
				),
		);
	}

	async press(...keys) {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async calls(method) {
		const calls = await this.page.evaluate(() => fakeHost.calls);
		return calls.filter((call) => call.method === method).map((call) => call.request);
	}

	async copied() {
		return this.page.evaluate(() => fakeHost.copied.at(-1));
	}

	async tab(name) {
		await this.page.getByRole('tab', { name }).click();
	}

	async screenshot(name) {
		await this.page.screenshot({ path: path.join(this.screenshots, `webview-${name}.png`) });
	}

	/** Repeats an assertion until it holds; the last failure is the test's. */
	async eventually(check) {
		for (let attempt = 0; ; attempt++) {
			try {
				return await check();
			} catch (error) {
				if (attempt === 100) throw error;
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		}
	}

	/** Nothing was refused by the policy and nothing was thrown. Axe itself breaks the policy: ask before it runs. */
	async assertClean() {
		if (this.isChecked) return;
		const found = await this.page.evaluate(() => [...globalThis.violations, ...globalThis.problems]);
		assert.deepEqual([...this.violations, ...found], []);
	}
}
