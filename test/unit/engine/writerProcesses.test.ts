import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addsOf, commitOf, dataFilesOf, everythingIn, WriterFixture } from './writerFixture';

const fixture = new WriterFixture();
const root = join(import.meta.dirname, '../../..');
// Inside of the project, where the bundle finds DuckDB.
const outputFolder = join(root, 'out/test', `writer-${process.pid}`);
const program = join(outputFolder, 'writerProcess.mjs');

beforeAll(async () => {
	mkdirSync(outputFolder, { recursive: true });
	await build({
		entryPoints: [join(import.meta.dirname, 'writerProcess.ts')],
		outfile: program,
		bundle: true,
		platform: 'node',
		format: 'esm',
		external: ['@duckdb/*'],
		logLevel: 'warning',
	});
});

afterAll(() => rmSync(outputFolder, { recursive: true, force: true }));

function startWriter(table: string, count: number, sql: string): ChildProcess {
	return spawn(process.execPath, [program, table, String(count), sql], { stdio: 'inherit' });
}

describe('writers in processes of their own', () => {
	it('lose no commit when they append at the same time', async () => {
		const table = await fixture.create('SELECT 0', { id: 'long' });
		const writers = [1, 2].map((writer) => startWriter(table, 15, `SELECT ${writer}`));
		const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]));
		expect(codes).toEqual([0, 0]);
		const versions = Array.from({ length: 31 }, (_, version) => version);
		const files = versions.flatMap((version) => dataFilesOf(table, version));
		expect(new Set(files).size).toBe(31);
		const list = files.map((file) => `'${file}'`).join(', ');
		const rows = await fixture.query(
			`SELECT id::INTEGER, count(*)::INTEGER FROM read_parquet([${list}]) GROUP BY id ORDER BY id`,
		);
		expect(rows).toEqual([
			[0, 1],
			[1, 15],
			[2, 15],
		]);
		expect(readdirSync(join(table, '_delta_log'))).toHaveLength(31);
	});

	it('leave the table as it was when they are killed while they write', async () => {
		const table = await fixture.create('SELECT 0', { id: 'long' });
		const log = everythingIn(join(table, '_delta_log'));
		const writer = startWriter(table, 1, 'SELECT (random() * 1e18)::BIGINT FROM range(500000000) r(i)');
		const exit = once(writer, 'exit');
		await untilSomethingIsWritten(table);
		writer.kill('SIGKILL');
		expect((await exit)[1]).toBe('SIGKILL');
		expect(everythingIn(join(table, '_delta_log'))).toEqual(log);
		await fixture.append(table, 'SELECT 1', { id: 'long' });
		expect(commitOf(table, 1)).toHaveLength(2);
		expect(addsOf(table, 1)).toHaveLength(1);
	});
});

/** Waits until a data file of the unfinished write has bytes. */
async function untilSomethingIsWritten(table: string): Promise<void> {
	const committed = new Set(dataFilesOf(table, 0));
	for (;;) {
		const files = everythingIn(table).map((name) => join(table, name));
		const growing = files.filter((file) => file.endsWith('.parquet') && !committed.has(file));
		if (growing.some((file) => statSync(file).size > 0)) return;
		await sleep(20);
	}
}
