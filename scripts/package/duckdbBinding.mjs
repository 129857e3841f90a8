import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
	const platform = platformOf(target);
	const name = bindingOf(platform);
	const own = path.join(root, 'node_modules', name);
	if (existsSync(own)) return own;
	const bindings = path.join(root, 'node_modules/@duckdb/node-bindings/package.json');
	const { version } = JSON.parse(readFileSync(bindings, 'utf8'));
	const folder = await cached(`duckdb-${version}-${target}`, async (empty) => {
		writeFileSync(path.join(empty, 'package.json'), '{ "private": true }\n');
		const { os, cpu, libc } = platform;
		await runCommand(
			'npm',
			[
				...['install', `${name}@${version}`, `--os=${os}`, `--cpu=${cpu}`],
				...(libc === undefined ? [] : [`--libc=${libc}`]),
				...['--ignore-scripts', '--no-audit', '--no-fund'],
			],
			{ cwd: empty, quiet: true },
		);
		if (!existsSync(path.join(empty, 'node_modules', name)))
			throw new Error(`npm did not install ${name} ${version}`);
	});
	return path.join(folder, 'node_modules', name);
}
