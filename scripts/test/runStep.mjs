import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { root } from '../setUp/root.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands Each one a test of its own, unless it counts its tests itself.
 * @property {boolean} [needsBrowser]
 * @property {string} [leftOut] Why it does not run here.
 */

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts
 */

/**
 * Runs the commands of a step one after another, and counts. A command may count by itself: the last line of its output
 * that reads `N passed, N failed`, after a word with a colon or not, with `, N skipped` or not.
 *
 * @param {Step} step
 * @returns {Promise<Counts & { readonly line: string }>} with a line for the summary.
 */
export async function runStep({ name, commands, leftOut }) {
	if (leftOut !== undefined) {
		console.log(`\n== ${name}: left out, ${leftOut}`);
		return { passed: 0, failed: 0, skipped: 0, line: `${name.padEnd(12)} left out: ${leftOut}` };
	}
	const start = performance.now();
	const total = { passed: 0, failed: 0, skipped: 0 };
	for (const command of commands) {
		console.log(`\n== ${name}: ${command.join(' ')}`);
		const counts = await count(name, command);
		total.passed += counts.passed;
		total.failed += counts.failed;
		total.skipped += counts.skipped;
	}
	const seconds = ((performance.now() - start) / 1000).toFixed(0);
	const verdict = total.failed > 0 ? 'FAILED' : 'ok';
	return {
		...total,
		line: `${name.padEnd(12)} ${verdict.padEnd(6)} ${total.passed} passed, ${total.failed} failed (${seconds} s)`,
	};
}

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {Promise<Counts>}
 */
async function count(name, command) {
	const { code, output } = await run(name, command);
	const own = ownCounts(output);
	if (own === undefined) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
	return code !== 0 && own.failed === 0 ? { ...own, failed: 1 } : own;
}

/**
 * @param {string} output
 * @returns {Counts | undefined}
 */
function ownCounts(output) {
	const last = [...output.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
	if (last === undefined) return undefined;
	const [, passed, failed, skipped = '0'] = last;
	return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {Promise<{ code: number, output: string }>} with everything that it printed, which is also shown and kept in out/logs.
 */
function run(name, [program = '', ...args]) {
	const log = createWriteStream(path.join(root, 'out/logs', `${name}.log`), { flags: 'w' });
	const child = spawn(program, args, {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	let output = '';
	/** @param {Buffer} chunk */
	const take = (chunk) => {
		output += chunk;
		log.write(chunk);
		process.stdout.write(chunk);
	};
	child.stdout.on('data', take);
	child.stderr.on('data', take);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => log.end(() => resolve({ code: code ?? 1, output })));
	});
}
