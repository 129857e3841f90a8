import { existsSync } from 'node:fs';
import { findOnPath } from './findOnPath.mjs';
import { runCommand } from './runCommand.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const places = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const debianPackages = ['chromium', 'fonts-liberation'];

/**
 * The browser that tests drive; installed from the system's packages when it is missing and that is allowed.
 *
 * @returns {Promise<string>} the absolute path of the executable.
 * @throws {Error} that says what to run, when it is missing and cannot be installed from here.
 */
export async function chromium() {
	const found = installedChromium();
	if (found !== undefined) return found;
	await install();
	const installed = installedChromium();
	if (installed === undefined) throw new Error('Chromium was installed, but is not on the PATH');
	return installed;
}

function installedChromium() {
	const named = process.env['CHROMIUM_PATH'];
	if (named) return named;
	return names.map((name) => findOnPath(name)).find((file) => file !== undefined) ?? places.find(existsSync);
}

async function install() {
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || findOnPath('apt-get') === undefined)
		throw new Error(
			`Chromium is missing. Install it (on Debian and Ubuntu: sudo apt-get install -y ${debianPackages.join(' ')}), or name an executable in CHROMIUM_PATH`,
		);
	console.log('Installing Chromium from the system packages');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	// Another process may be installing, too.
	const wait = ['-o', 'DPkg::Lock::Timeout=300'];
	await runCommand('apt-get', [...wait, 'update', '-qq'], { env, quiet: true });
	await runCommand(
		'apt-get',
		[...wait, 'install', '-y', '-qq', '--no-install-recommends', ...debianPackages],
		{ env, quiet: true },
	);
}
