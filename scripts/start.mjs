// Opens Delta Workbench in a real VS Code:  npm start [-- --check] [FOLDER]
// Uses nothing but Node itself until the dependencies are there.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './setUp/dependencies.mjs';
import { findOnPath } from './setUp/findOnPath.mjs';
import { root } from './setUp/root.mjs';
import { runCommand } from './setUp/runCommand.mjs';

const { values, positionals } = parseArgs({
	options: { check: { type: 'boolean', default: false }, browser: { type: 'boolean', default: false } },
	allowPositionals: true,
});

try {
	await start();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function start() {
	const folder = folderToOpen();
	await installDependencies();
	await runCommand(process.execPath, [path.join(root, 'scripts/build.mjs')]);
	const { ensureSamples, samplesFolder } = await import('./samples.mjs');
	if (folder === undefined) await ensureSamples();
	const { makePackage } = await import('./package/makePackage.mjs');
	const { currentTarget } = await import('./package/targets.mjs');
	console.log('Packaging the extension');
	const { vsix } = await makePackage(currentTarget());
	if (values.check) {
		const { runCheckPass } = await import('./checkPass.mjs');
		await runCheckPass(vsix, samplesFolder);
	} else if (!values.browser && findOnPath('code') !== undefined) {
		const { openInDesktop } = await import('./vscode/desktop.mjs');
		await openInDesktop(vsix, folder ?? samplesFolder);
	} else {
		const { serveInBrowser } = await import('./vscode/serveInBrowser.mjs');
		await serveInBrowser(vsix, folder ?? samplesFolder);
	}
}

/** @returns {string | undefined} what the command line names, absolute; `undefined` when it names nothing. */
function folderToOpen() {
	const [named, ...more] = positionals;
	if (more.length > 0) throw new Error('npm start opens one folder');
	if (named === undefined) return undefined;
	if (values.check) throw new Error('--check goes through the sample tables, and takes no folder');
	// npm runs scripts in the clone, wherever it was called.
	const folder = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), named);
	if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`no folder ${folder}`);
	return folder;
}
