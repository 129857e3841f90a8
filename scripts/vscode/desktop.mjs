import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../setUp/runCommand.mjs';
import { cacheFolder } from '../setUp/toolCache.mjs';

/**
 * Opens the desktop VS Code on a folder, with settings and extensions of its own, beside those of the user.
 *
 * @param {string} vsix
 * @param {string} folder
 */
export async function openInDesktop(vsix, folder) {
	const profile = path.join(cacheFolder, 'desktop');
	const own = [
		...['--user-data-dir', path.join(profile, 'data')],
		...['--extensions-dir', path.join(profile, 'extensions')],
	];
	mkdirSync(profile, { recursive: true });
	// VS Code warns on the console about a user who is root, and then does nothing without this.
	const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	await runCommand('code', [...own, ...asRoot, '--install-extension', vsix, '--force'], { quiet: true });
	console.log(`Opening ${folder} in VS Code`);
	await runCommand('code', [...own, ...asRoot, '--new-window', folder]);
}
