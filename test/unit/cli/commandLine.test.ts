import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/cli/commandLine';
import { OutputClosed } from '../../../src/cli/output';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'delta-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
	readonly input?: string;
	readonly signal?: AbortSignal;
	readonly closed?: boolean;
}

async function run(words: readonly string[], { input = '', signal, closed = false }: Run = {}) {
	const printed = { output: '', errors: '' };
	const into = (name: 'output' | 'errors') => ({
		async write(text: string) {
			if (closed && name === 'output') throw new OutputClosed('gone');
			printed[name] += text;
		},
		async flush() {},
	});
	const status = await runCommandLine(words, {
		output: into('output'),
		errors: into('errors'),
		readInput: async () => input,
		workingFolder: folder,
		engine: { memoryLimit: '512MB', spillFolder: path.join(folder, '.spill'), allowOutside: true },
		signal: signal ?? new AbortController().signal,
	});
	return { status, ...printed };
}

describe('delta', () => {
	it('prints the rows of several statements that share a session', async () => {
		const sql = 'CREATE TEMPORARY VIEW v AS SELECT 1 AS a; SELECT a, a + 1 AS b FROM v';
		expect(await run(['sql', '--format', 'jsonl', sql])).toEqual({
			status: 0,
			output: '{"a":1,"b":2}\n',
			errors: '',
		});
	});

	it('reads statements from a file and from standard input', async () => {
		writeFileSync(path.join(folder, 'q.sql'), 'SELECT 1 AS a');
		expect((await run(['sql', '--format', 'csv', '--file', 'q.sql'])).output).toBe('a\n1\n');
		expect((await run(['sql', '--format', 'csv', '-'], { input: 'SELECT 2 AS a' })).output).toBe('a\n2\n');
		const missing = await run(['sql', '--file', 'nope.sql']);
		expect(missing.status).toBe(1);
		expect(missing.errors).toMatch(/^DELTA_STORAGE_FAILED: /);
	});

	it('refuses a file of statements that is not UTF-8, rather than to change its text', async () => {
		writeFileSync(path.join(folder, 'latin1.sql'), Buffer.from("SELECT 'é' AS a", 'latin1'));
		const refused = await run(['sql', '--file', 'latin1.sql']);
		expect(refused).toMatchObject({ status: 1, output: '' });
		expect(refused.errors).toMatch(/^DELTA_STORAGE_FAILED: .*latin1\.sql: /);
	});

	it('prints an error class, hints and no stack, unless it is asked for', async () => {
		const failed = await run(['sql', 'SELECT 1 AS a; SELECT * FROM nope']);
		expect(failed.status).toBe(1);
		expect(failed.errors.split('\n')[0]).toMatch(/^TABLE_OR_VIEW_NOT_FOUND: /);
		expect(failed.errors).not.toMatch(/^\s+at /m);
		expect((await run(['sql', '--debug', 'SELECT * FROM nope'])).errors).toMatch(/^\s+at /m);
	});

	it('ends with status 2 when the command line makes no sense', async () => {
		for (const words of [
			[],
			['what'],
			['sql'],
			['sql', '--formt', 'csv', 'SELECT 1'],
			['samples'],
			['tables', 'a', 'b'],
		]) {
			expect((await run(words)).status).toBe(2);
		}
	});

	it('ends with status 130 when it is interrupted', async () => {
		const controller = new AbortController();
		setTimeout(() => controller.abort(new Error('interrupted')), 100);
		const sql =
			'SELECT count(*) FROM range(10000000) a CROSS JOIN range(1000000) b WHERE a.id * b.id % 7 = 3';
		expect(await run(['sql', sql], { signal: controller.signal })).toEqual({
			status: 130,
			output: '',
			errors: '',
		});
	});

	it('is quiet when nobody reads on', async () => {
		expect(await run(['sql', 'SELECT 1'], { closed: true })).toEqual({ status: 0, output: '', errors: '' });
	});

	it('lists the tables of a folder', async () => {
		mkdirSync(path.join(folder, 'lake/sales/_delta_log'), { recursive: true });
		const { output, status } = await run(['tables', '--format', 'jsonl', 'lake']);
		expect([status, JSON.parse(output)]).toEqual([
			0,
			{ name: 'sales', path: path.join(folder, 'lake/sales') },
		]);
	});

	it('tells what it can do', async () => {
		expect((await run(['--help'])).output).toContain('delta sql');
		expect((await run(['--version'])).output).toMatch(/^\d+\.\d+\.\d+\n$/);
	});
});
