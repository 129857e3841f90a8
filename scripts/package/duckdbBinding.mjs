import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setUp/root.mjs';
import { runCommand } from '../setUp/runCommand.mjs';
import { cached } from '../setUp/toolCache.mjs';
import { bindingOf, platformOf } from './targets.mjs';

/**
 * DuckDB for a platform: from node_modules when it is this machine's, else from the registry, kept in the cache.
 *
 * @param {string} target
 * @returns {Promise<string>} the folder of the package.
 */
export async function duckdbBinding(target) {
	const name = bindingOf(platformOf(target));
	const own = path.join(root, 'node_modules', name);
	if (existsSync(own)) return own;
	const bindings = path.join(root, 'node_modules/@duckdb/node-bindings/package.json');
	const { version } = JSON.parse(readFileSync(bindings, 'utf8'));
	const folder = await cached(`duckdb-${version}-${target}`, async (empty) => {
		// npm installs no package of another platform, but fetches it.
		await runCommand('npm', ['pack', `${name}@${version}`], { cwd: empty, quiet: true });
		const [archive = ''] = readdirSync(empty);
		await runCommand('tar', ['-xzf', archive], { cwd: empty, quiet: true });
		rmSync(path.join(empty, archive));
	});
	return path.join(folder, 'package');
}
