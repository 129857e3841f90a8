#!/usr/bin/env node
// Takes the place of the `code` executable: understands what @vscode/test-electron passes to it, and runs the tests in
// the extension host of VS Code's server, with the workbench in a browser.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/setUp/root.mjs';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { startCodeServer } from '../../scripts/vscode/codeServer.mjs';
import { makeProfile } from '../../scripts/vscode/profile.mjs';

const limitMs = 240_000;

process.exit(await run(process.argv.slice(2)));

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code.
 */
async function run(args) {
	const extension = option(args, 'extensionDevelopmentPath');
	const tests = option(args, 'extensionTestsPath');
	const folder = args.find((argument) => !argument.startsWith('-'));
	if (extension === undefined || tests === undefined || folder === undefined) {
		console.error('needs --extensionDevelopmentPath=…, --extensionTestsPath=… and a folder');
		return 64;
	}
	const profile = makeProfile({ forTests: true });
	const server = await startCodeServer(profile, { forTests: true });
	const browser = await launchBrowser();
	/** @param {string} file */
	const remote = (file) => `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
	const url = server.urlOf(path.resolve(folder), [
		['extensionDevelopmentPath', remote(extension)],
		['extensionTestsPath', remote(tests)],
		['skipWelcome', 'true'],
	]);
	try {
		const code = await Promise.race([
			exitCode(browser.page, url),
			server.ended().then(() => Promise.reject(new Error('the server ended'))),
			new Promise((_, reject) =>
				setTimeout(() => reject(new Error(`no end after ${limitMs / 1000} s`)), limitMs).unref(),
			),
		]);
		// A crash reports 0.
		const crash = /Extension Host Process exited with code: (?!0\b)(.*)/.exec(server.log());
		if (crash === null) return Number(code);
		console.error(crash[0]);
	} catch (error) {
		console.error(error);
	} finally {
		const logs = path.join(root, 'out/logs');
		mkdirSync(logs, { recursive: true });
		writeFileSync(path.join(logs, 'host-server.log'), server.log());
		await browser.page.screenshot({ path: path.join(logs, 'host-end.png') });
		await browser.close();
		await server.stop();
		profile.remove();
	}
	return 1;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} url
 */
async function exitCode(page, url) {
	/** @type {PromiseWithResolvers<unknown>['resolve']} */
	let resolve = () => {};
	const ended = new Promise((settle) => {
		resolve = settle;
	});
	await page.exposeFunction('codeAutomationLog', print);
	await page.exposeFunction('codeAutomationExit', resolve);
	await page.goto(url);
	return ended;
}

/**
 * @param {string} type
 * @param {readonly unknown[]} args As for the console, with its styles.
 */
function print(type, args) {
	const words = args.filter((argument) => !/^color: #\w+$/.test(String(argument)));
	const text = words.map((word) =>
		typeof word === 'string' ? word.replaceAll('%c', '') : JSON.stringify(word),
	);
	if (type === 'error' || type === 'warn') console.error(...text);
	else console.log(...text);
}

/**
 * @param {readonly string[]} args
 * @param {string} name
 */
function option(args, name) {
	const prefix = `--${name}=`;
	return args.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
}
