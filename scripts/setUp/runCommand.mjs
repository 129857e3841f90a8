import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a command to its end, with its output passed on to this process's.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] `quiet` shows the output only of a command that fails.
 * @returns {Promise<string>} what it printed to its standard output when `quiet`, else nothing.
 * @throws {Error} when it cannot be started, ends by a signal, or with another code than 0.
 */
export async function runCommand(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
	const child = spawn(command, args, {
		cwd,
		env,
		stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
		// npm and code are .cmd files there, which only a shell starts.
		shell: process.platform === 'win32',
	});
	let printed = '';
	let complaints = '';
	child.stdout?.on('data', (chunk) => {
		printed += chunk;
	});
	child.stderr?.on('data', (chunk) => {
		complaints += chunk;
	});
	const ended = await new Promise((resolve, reject) => {
		child.on('error', (cause) => reject(new Error(`cannot start ${command}: ${cause.message}`, { cause })));
		child.on('close', (code, signal) => resolve(signal ?? code));
	});
	if (ended !== 0)
		throw new Error(`${command} ${args.join(' ')} ended with ${ended}\n${printed}${complaints}`.trim());
	return printed;
}
