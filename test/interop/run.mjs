// Runs every suite that needs another engine: the run.mjs of each folder beside this file, one after the other.
//   node test/interop/run.mjs [SUITE …]
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../../scripts/setUp/runCommand.mjs';

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const suites = readdirSync(folder)
	.filter((name) => existsSync(path.join(folder, name, 'run.mjs')))
	.filter((name) => wanted.length === 0 || wanted.includes(name))
	.sort();

const unknown = wanted.filter((name) => !suites.includes(name));
if (unknown.length > 0) throw new Error(`there is no suite ${unknown.join(', ')}`);

/** @type {string[]} */
const failed = [];
for (const suite of suites) {
	console.log(`interop: ${suite}`);
	try {
		await runCommand(process.execPath, [path.join(folder, suite, 'run.mjs')]);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		failed.push(suite);
	}
}
if (failed.length > 0) console.error(`interop: failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
