import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { currentTarget } from '../../../scripts/package/targets.mjs';
import { root } from '../../../scripts/setUp/root.mjs';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { type CodeServer, installVsix, startCodeServer } from '../../../scripts/vscode/codeServer.mjs';
import { makeProfile } from '../../../scripts/vscode/profile.mjs';
import { openWorkbench, showTables } from '../../../scripts/vscode/workbench.mjs';
import { testSamples } from '../testSamples.mjs';

export { testSamples };

/** A VS Code with the packaged extension, and a browser that shows it. */
export interface TestWindow {
	readonly page: Page;
	readonly server: CodeServer;
	/** A folder that goes away with the window. */
	readonly scratch: string;
	/** Everything that the page asked for outside of this machine. */
	readonly outsideRequests: readonly string[];
	/** Opens another folder in the same window. */
	open(folder: string): Promise<void>;
	/** Saves a picture under out/screenshots. */
	shoot(name: string): Promise<void>;
	close(): Promise<void>;
}

export interface WindowOptions {
	readonly folder?: string;
	readonly settings?: Readonly<Record<string, unknown>>;
	readonly viewport?: { readonly width: number; readonly height: number };
	/** Opens folders in Restricted Mode, as those that nobody said to trust. */
	readonly restricted?: boolean;
}

const restrictedSettings = {
	'security.workspace.trust.enabled': true,
	'security.workspace.trust.startupPrompt': 'never',
};

const screenshots = path.join(root, 'out/screenshots');

/** Opens the samples, or another folder, with the tree of tables in view. */
export async function openWindow(options: WindowOptions = {}): Promise<TestWindow> {
	const { folder = testSamples, settings = {}, viewport = { width: 1400, height: 900 } } = options;
	const { restricted = false } = options;
	const profile = makeProfile({
		forTests: true,
		settings: { ...settings, ...(restricted ? restrictedSettings : {}) },
	});
	await installVsix(profile, packagedExtension());
	const server = await startCodeServer(profile, { forTests: true, asksForTrust: restricted });
	const browser = await launchBrowser(viewport);
	const { page, context } = browser;
	const scratch = mkdtempSync(path.join(os.tmpdir(), 'dw-ws-'));
	const outsideRequests: string[] = [];
	context.on('request', (request) => {
		if (!isLocal(request.url())) outsideRequests.push(request.url());
	});
	const window: TestWindow = {
		page,
		server,
		scratch,
		outsideRequests,
		async open(other) {
			await openWorkbench(page, server.urlOf(other));
			await showTables(page);
		},
		async shoot(name) {
			mkdirSync(screenshots, { recursive: true });
			await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
		},
		async close() {
			keepLogs(server, profile.userData);
			await browser.close();
			await server.stop();
			profile.remove();
			rmSync(scratch, { recursive: true, force: true });
		},
	};
	try {
		await window.open(folder);
		return window;
	} catch (error) {
		await window.shoot('window-failed');
		await window.close();
		throw error;
	}
}

/** VS Code serves its webviews from names that its service worker answers. */
function isLocal(url: string): boolean {
	return /^(http:\/\/127\.0\.0\.1[:/]|data:|blob:|https:\/\/[^/]*\.vscode-cdn\.net\/)/.test(url);
}

function packagedExtension(): string {
	const folder = path.join(root, 'out');
	const [vsix] = existsSync(folder)
		? readdirSync(folder).filter((name) => name.endsWith(`-${currentTarget()}.vsix`))
		: [];
	if (vsix === undefined) throw new Error('there is no package; run npm run test:vscode, which makes it');
	return path.join(folder, vsix);
}

/** What the server and the extension wrote down, for failures that the pictures do not explain. */
function keepLogs(server: CodeServer, userData: string): void {
	const logs = path.join(root, 'out/logs');
	mkdirSync(logs, { recursive: true });
	writeFileSync(path.join(logs, `seen-${server.port}-server.log`), server.log());
	const written = readdirSync(userData, { recursive: true, encoding: 'utf8' });
	for (const [index, name] of written.filter((file) => /Delta Workbench.*\.log$/.test(file)).entries())
		copyFileSync(path.join(userData, name), path.join(logs, `seen-${server.port}-extension-${index}.log`));
}
