import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from './findOnPath.mjs';
import { runCommand } from './runCommand.mjs';
import { cached } from './toolCache.mjs';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';

/**
 * The real VS Code server with its web workbench, and the Node that it runs on.
 *
 * @typedef {{ readonly node: string, readonly entry: string, readonly vscode: string }} CodeServerTools
 */

/**
 * Installs code-server and its Node into the cache, unless they are there.
 *
 * @returns {Promise<CodeServerTools>} absolute paths: the Node executable, code-server's entry script, VS Code's folder.
 * @throws {Error} on platforms for which the registry has no such Node.
 */
export async function codeServerTools() {
	if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch))
		throw new Error(
			`VS Code in the browser is set up on Linux only (x64, arm64), not on ${process.platform}-${process.arch}: install the desktop VS Code, with its \`code\` command on the PATH`,
		);
	const folder = await cached(`code-server-${codeServerVersion}-node-${nodeVersion}`, install);
	return toolsIn(folder);
}

/** @param {string} folder */
function toolsIn(folder) {
	const modules = path.join(folder, 'node_modules');
	return {
		node: path.join(modules, nodePackage(), 'bin/node'),
		entry: path.join(modules, 'code-server/out/node/entry.js'),
		vscode: path.join(modules, 'code-server/lib/vscode'),
	};
}

function nodePackage() {
	return `node-linux-${process.arch}`;
}

/** @param {string} folder */
async function install(folder) {
	console.log('Installing VS Code (code-server) into the cache; this happens once');
	writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
	const { node, vscode } = toolsIn(folder);
	// code-server wants exactly this major version of Node, and its addons the headers of it.
	const env = {
		...process.env,
		PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH']}`,
		npm_config_nodedir: path.join(folder, 'node_modules', nodePackage()),
	};
	// Its own install script compiles kerberos, which needs a system library and which nothing here uses.
	const add = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
	await runCommand('npm', [...add, `${nodePackage()}@${nodeVersion}`], { cwd: folder, quiet: true });
	await runCommand('npm', [...add, `code-server@${codeServerVersion}`], { cwd: folder, env, quiet: true });
	await runCommand('npm', [...add, '--omit=dev'], { cwd: vscode, env, quiet: true });
	const extensions = path.join(vscode, 'extensions');
	await runCommand('npm', [...add, '--omit=dev'], { cwd: extensions, env, quiet: true });
	if (['g++', 'make', 'python3'].every(findOnPath)) await compileAddons(vscode, env);
}

/**
 * Log files and the watchdog of an orphaned extension host. Everything else works without them, with complaints on the
 * console.
 *
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
async function compileAddons(cwd, env) {
	try {
		await runCommand('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], {
			cwd,
			env,
			quiet: true,
		});
	} catch (error) {
		console.warn(`VS Code's own log files are not available: ${error}`);
	}
}
