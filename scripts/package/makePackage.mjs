import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setUp/root.mjs';
import { runCommand } from '../setUp/runCommand.mjs';
import { stage } from './stage.mjs';

/**
 * Packages what is built in dist/ for a platform.
 *
 * @param {string} target
 * @returns {Promise<{ readonly vsix: string, readonly folder: string }>} the package, and the folder that it was made of.
 */
export async function makePackage(target) {
	const folder = await stage(target);
	const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const vsix = path.join(root, 'out', `${name}-${version}-${target}.vsix`);
	await runCommand(
		process.execPath,
		[
			path.join(root, 'node_modules/@vscode/vsce/vsce'),
			...['package', '--target', target, '--out', vsix],
			// They are bundled, or lie in dist/node_modules.
			...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
		],
		{ cwd: folder, quiet: true },
	);
	return { vsix, folder };
}
