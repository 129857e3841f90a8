import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { samplesNotebook } from './samples.mjs';
import { root } from './setUp/root.mjs';
import { launchBrowser } from './vscode/browser.mjs';
import { installVsix, startCodeServer } from './vscode/codeServer.mjs';
import { makeProfile } from './vscode/profile.mjs';
import * as workbench from './vscode/workbench.mjs';

const screenshots = path.join(root, 'out/screenshots');

/**
 * Goes once through the installed extension as a person would: tree, table editor, notebook cell.
 *
 * @param {string} vsix
 * @param {string} folder
 * @throws {Error} at the first thing that is not there.
 */
export async function runCheckPass(vsix, folder) {
	mkdirSync(screenshots, { recursive: true });
	const profile = makeProfile({ forTests: true });
	await installVsix(profile, vsix);
	const server = await startCodeServer(profile, { forTests: true });
	const { page, close } = await launchBrowser();
	try {
		await workbench.openWorkbench(page, server.urlOf(folder));
		await checkTree(page);
		await checkEditor(page);
		await checkNotebook(page);
		console.log(`The tree, a table and a notebook cell are there; see ${path.relative(root, screenshots)}`);
	} catch (error) {
		await page.screenshot({ path: path.join(screenshots, 'check-failed.png') });
		const logs = path.join(root, 'out/logs');
		mkdirSync(logs, { recursive: true });
		writeFileSync(path.join(logs, 'check-server.log'), server.log());
		throw error;
	} finally {
		await close();
		await server.stop();
		profile.remove();
	}
}

/** @param {import('playwright-core').Page} page */
async function checkTree(page) {
	await workbench.showTables(page);
	const table = workbench.tableItems(page).first();
	await table.waitFor({ timeout: 60_000 });
	await table.locator('.monaco-tl-twistie').click();
	await workbench.expand(page, 'Columns');
	await workbench
		.treeItem(page, /, nullable/)
		.first()
		.waitFor({ timeout: 60_000 });
	await page.screenshot({ path: path.join(screenshots, 'check-tree.png') });
}

/** @param {import('playwright-core').Page} page */
async function checkEditor(page) {
	await workbench.openTable(page, workbench.tableItems(page).first());
	const row = workbench.tableEditor(page).locator('[role="row"][aria-rowindex="2"]:not([aria-busy])');
	await row.getByRole('gridcell').first().waitFor({ timeout: 60_000 });
	await page.screenshot({ path: path.join(screenshots, 'check-editor.png') });
}

/** @param {import('playwright-core').Page} page */
async function checkNotebook(page) {
	await workbench.openFile(page, samplesNotebook);
	// The first code cell asks nothing of a table.
	for (const [index, answer] of ['DELTA', 'returned'].entries()) {
		await workbench.runCell(page, index);
		await workbench.notebookOutputs(page).getByText(answer, { exact: true }).waitFor({ timeout: 60_000 });
	}
	await page.screenshot({ path: path.join(screenshots, 'check-notebook.png') });
}
