import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * Installs what package-lock.json names, unless exactly that is in node_modules. Uses nothing but Node itself.
 *
 * @returns {Promise<void>}
 */
export async function installDependencies() {
	if (areInstalled()) return;
	console.log('Installing dependencies');
	await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { quiet: true });
}

function areInstalled() {
	// npm writes it at the end of an installation, with what is really there.
	const record = path.join(root, 'node_modules/.package-lock.json');
	if (!existsSync(record)) return false;
	const installed = packagesOf(record);
	return Object.entries(packagesOf(path.join(root, 'package-lock.json')))
		.filter(([place, { optional }]) => place !== '' && !optional)
		.every(([place, { version }]) => installed[place]?.version === version);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}
