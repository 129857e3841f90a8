/** @typedef {import('playwright-core').Page} Page */

export const extensionId = 'delta-workbench.delta-workbench';

/**
 * Opens a window and waits until the extension's icon is there: a file that is opened earlier opens as text for good.
 *
 * @param {Page} page
 * @param {string} url
 */
export async function openWorkbench(page, url) {
	await page.goto(url);
	await deltaIcon(page).waitFor({ timeout: 60_000 });
}

/** @param {Page} page */
function deltaIcon(page) {
	return page.locator('.activitybar .action-label[aria-label^="Delta Tables"]');
}

/** @param {Page} page */
export async function showTables(page) {
	const tables = page.locator(
		'.pane-header[aria-label^="Delta Tables"], .composite.title:has-text("Delta Tables")',
	);
	if (!(await tables.first().isVisible())) await deltaIcon(page).click();
	await tables.first().waitFor();
}

/** @param {Page} page */
export async function showExplorer(page) {
	await page.locator('.activitybar .action-label[aria-label^="Explorer"]').click();
}

/**
 * A row of a tree view, by the start of what a screen reader says.
 *
 * @param {Page} page
 * @param {string | RegExp} label
 */
export function treeItem(page, label) {
	return page.getByRole('treeitem', { name: label });
}

/**
 * The rows of the tables in the tree view, without those below them.
 *
 * @param {Page} page
 */
export function tableItems(page) {
	return page.locator('.pane-body [role="treeitem"][aria-level="1"]');
}

/**
 * Opens a table in its editor.
 *
 * @param {Page} page
 * @param {import('playwright-core').Locator} item Its row in the tree view.
 */
export async function openTable(page, item) {
	await item.click();
	await tableEditor(page).locator('body').waitFor({ timeout: 60_000 });
}

/**
 * @param {Page} page
 * @param {string | RegExp} label
 */
export async function expand(page, label) {
	const item = treeItem(page, label).first();
	await item.waitFor({ timeout: 30_000 });
	if ((await item.getAttribute('aria-expanded')) === 'false')
		await item.locator('.monaco-tl-twistie').click();
	await page.waitForFunction(
		(row) => row?.getAttribute('aria-expanded') === 'true',
		await item.elementHandle(),
	);
}

/**
 * What the visible table editor shows. A webview is two nested frames, laid over the editor and not inside of it.
 *
 * @param {Page} page
 */
export function tableEditor(page) {
	return page
		.frameLocator(`iframe.webview.ready[src*="extensionId=${extensionId}"]:visible`)
		.frameLocator('#active-frame');
}

/**
 * All outputs of the visible notebook.
 *
 * @param {Page} page
 */
export function notebookOutputs(page) {
	return page
		.frameLocator('iframe.webview.ready[src*="purpose=notebookRenderer"]:visible')
		.frameLocator('#active-frame');
}

/**
 * @param {Page} page
 * @param {number} index From 0.
 */
export function notebookCell(page, index) {
	return page.locator('.notebookOverlay .code-cell-row').nth(index);
}

/**
 * @param {Page} page
 * @param {number} index
 */
export async function runCell(page, index) {
	const cell = notebookCell(page, index);
	await cell.waitFor({ timeout: 30_000 });
	await cell.hover();
	await cell.locator('.run-button-container .action-label').first().click();
}

/**
 * @param {Page} page
 * @param {string} title As the command palette shows it.
 */
export async function runPaletteCommand(page, title) {
	await page.keyboard.press('F1');
	await pick(page, `>${title}`, title);
}

/**
 * Opens a file of the workspace by its name.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
	await page.keyboard.press('ControlOrMeta+P');
	await pick(page, name, name);
}

/**
 * @param {Page} page
 * @param {string} typed
 * @param {string} shown
 */
async function pick(page, typed, shown) {
	const box = page.locator('.quick-input-widget input.input').first();
	await box.waitFor();
	await box.fill(typed);
	await page.locator('.quick-input-list .monaco-list-row', { hasText: shown }).first().click();
}
