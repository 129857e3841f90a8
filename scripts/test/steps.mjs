import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setUp/root.mjs';

/** @typedef {import('./runStep.mjs').Step} Step */

const node = process.execPath;
const golden = path.join(root, '../shared/golden');

/** @type {readonly Step[]} Everything that `npm test` runs, in this order: what is quick and what others need comes first. */
export const steps = [
	{ name: 'types', commands: projects().map((project) => [bin('tsc'), '-p', project]) },
	{ name: 'lint', commands: [[bin('biome'), 'check', '.'], [bin('eslint')]] },
	{ name: 'unit', commands: [vitest('vitest.config.mts')] },
	{ name: 'build', commands: [[node, 'scripts/build.mjs']] },
	{ name: 'webview', commands: [[node, 'test/webview/run.mjs']], needsBrowser: true },
	{
		name: 'conformance',
		commands: [[node, 'test/conformance/run.mjs']],
		...(existsSync(golden) ? {} : { leftOut: 'the golden tables are not beside the clone' }),
	},
	{ name: 'package', commands: [[node, 'test/vscode/prepare.mjs']], needsBrowser: true },
	{ name: 'host', commands: [[node, 'test/vscode/runHostTests.mjs']], needsBrowser: true },
	{ name: 'seen', commands: [vitest('test/vscode/vitest.config.mts')], needsBrowser: true },
];

/** @param {string} name */
function bin(name) {
	return path.join(root, 'node_modules/.bin', name);
}

/** @param {string} config */
function vitest(config) {
	return [bin('vitest'), 'run', '--config', config];
}

/** @returns {string[]} every folder with a tsconfig.json of its own. */
function projects() {
	return ['src', 'webview', 'test', 'scripts']
		.flatMap((folder) => [folder, ...subfolders(folder)])
		.filter((folder) => existsSync(path.join(root, folder, 'tsconfig.json')));
}

/** @param {string} folder */
function subfolders(folder) {
	return readdirSync(path.join(root, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => `${folder}/${entry.name}`);
}
