#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCommandLine } from './commandLine';
import { streamOutput } from './output';
import { ProgressLine } from './progressLine';

/** Each of the engine's two databases may take this part of the machine's memory. */
const memoryShare = 0.35;

async function main(): Promise<number> {
	const interrupted = new AbortController();
	process.on('SIGINT', () => {
		// Whoever insists does not want to wait for a clean end.
		if (interrupted.signal.aborted) process.exit(130);
		interrupted.abort(new Error('interrupted'));
	});
	const spillFolder = mkdtempSync(join(tmpdir(), 'delta-spill-'));
	process.on('exit', () => rmSync(spillFolder, { recursive: true, force: true }));
	const errors = streamOutput(process.stderr);
	const status = await runCommandLine(process.argv.slice(2), {
		output: streamOutput(process.stdout),
		errors,
		...(process.stderr.isTTY && { progress: new ProgressLine(process.stderr, () => performance.now()) }),
		readInput: () => text(process.stdin),
		workingFolder: process.cwd(),
		engine: {
			memoryLimit: `${Math.floor((totalmem() * memoryShare) / 1024 / 1024)}MiB`,
			spillFolder,
			// Whoever names a table on the command line trusts it to name its files.
			allowOutside: true,
		},
		signal: interrupted.signal,
	});
	await errors.flush().catch(() => undefined);
	return status;
}

main().then(
	(status) => process.exit(status),
	(error: unknown) => {
		process.stderr.write(
			`DELTA_INTERNAL_ERROR: ${error instanceof Error ? error.message : String(error)}\n`,
			() => process.exit(1),
		);
	},
);
