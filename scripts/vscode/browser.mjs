import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { chromium } from '../setUp/chromium.mjs';

/**
 * @typedef {object} Browser
 * @property {import('playwright-core').BrowserContext} context
 * @property {import('playwright-core').Page} page
 * @property {() => Promise<void>} close
 */

/**
 * Chromium without a window, which can reach this machine only.
 *
 * @param {{ width?: number, height?: number }} [viewport]
 * @returns {Promise<Browser>}
 */
export async function launchBrowser({ width = 1400, height = 900 } = {}) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'dw-chromium-'));
	const context = await playwright.launchPersistentContext(folder, {
		executablePath: await chromium(),
		headless: true,
		viewport: { width, height },
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
			...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
			// No name resolves. Intercepting requests instead can starve the service worker of VS Code's webviews.
			'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
		],
	});
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	return {
		context,
		page: context.pages()[0] ?? (await context.newPage()),
		close: async () => {
			await context.close();
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
