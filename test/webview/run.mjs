// Drives the table editor's webview in Chromium: node test/webview/run.mjs [part of a case's name]
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { buildWebview } from './build.mjs';
import { accessibilityCases } from './cases/accessibility.mjs';
import { gridCases } from './cases/grid.mjs';
import { stateCases } from './cases/states.mjs';
import { tabCases } from './cases/tabs.mjs';
import { EditorPage } from './editorPage.mjs';
import { serve } from './server.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const screenshots = path.join(root, 'out/screenshots');
mkdirSync(screenshots, { recursive: true });

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
	console.error(
		`There is no Chromium at ${executablePath}. Install it (apt-get install chromium) or set CHROMIUM_PATH.`,
	);
	process.exit(1);
}

const server = await serve(await buildWebview());
const browser = await chromium.launch({
	executablePath,
	args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const wanted = process.argv[2] ?? '';
let failed = 0;
const cases = [...gridCases, ...stateCases, ...tabCases, ...accessibilityCases];
const chosen = cases.filter(({ name }) => name.includes(wanted));
try {
	for (const each of chosen) {
		if (!(await passes(each))) failed++;
	}
} finally {
	await browser.close();
	server.close();
}
console.log(`webview: ${chosen.length - failed} passed, ${failed} failed`);
if (failed > 0 || chosen.length === 0) process.exitCode = 1;

async function passes({ name, run, options = {} }) {
	const context = await browser.newContext({ viewport: { width: 1240, height: 760 }, ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(10_000);
	const editor = new EditorPage(page, server.origin, screenshots);
	try {
		await run(editor);
		await editor.assertClean();
		console.log(`  ok    ${name}`);
		return true;
	} catch (error) {
		console.log(
			`  FAIL  ${name}\n${indent(error instanceof Error ? (error.stack ?? error.message) : error)}`,
		);
		const problems = await page.evaluate(() => globalThis.problems).catch(() => []);
		if (problems?.length) console.log(indent(`page: ${problems.join('; ')}`));
		await page.screenshot({ path: path.join(screenshots, 'webview-failed.png') }).catch(() => {});
		return false;
	} finally {
		await context.close();
	}
}

function indent(text) {
	return String(text).replace(/^/gm, '        ');
}
