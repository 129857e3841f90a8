import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { ContractClient } from '../../../src/rpc/contract';
import type { EngineApi, EngineProgress, StatementResult } from '../../../src/rpc/engine';

const root = path.resolve(import.meta.dirname, '../../..');
let folder: string;
let program: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
	// Inside of the repository, so that the native module is found.
	mkdirSync(path.join(root, 'out'), { recursive: true });
	folder = mkdtempSync(path.join(root, 'out/engine-process-'));
	program = path.join(folder, 'engine.cjs');
	await build({
		entryPoints: [path.join(root, 'src/engine/engineProcess.ts')],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		outfile: program,
		external: ['@duckdb/node-bindings', '@duckdb/node-bindings-*'],
	});
});
afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true });
});

function start(spillFolder: string) {
	const child = fork(program, [], {
		serialization: 'advanced',
		env: { ...process.env, DELTA_ENGINE_OPTIONS: JSON.stringify({ memoryLimit: '512MB', spillFolder }) },
		execArgv: [],
	});
	children.push(child);
	const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
	connection.listen();
	return { child, client: new ContractClient<EngineApi, EngineProgress>(connection) };
}

describe('the engine process', () => {
	it('answers statements, cancels them, and goes with its parent', async () => {
		const spillFolder = path.join(folder, 'spill');
		mkdirSync(spillFolder);
		const { child, client } = start(spillFolder);
		const { sessionId } = await client.call('openSession', { folder });
		const results: StatementResult[] = [];
		await client.call(
			'runStatements',
			{ sessionId, sql: 'SELECT id FROM range(5); SELECT 1', maxRows: 2 },
			{ onProgress: (progress) => progress.kind === 'statementDone' && results.push(progress.result) },
		);
		expect(results).toMatchObject([
			{ kind: 'rows', rows: [[0], [1]], truncated: true },
			{ kind: 'rows', rows: [[1]], truncated: false },
		]);

		const controller = new AbortController();
		const sql =
			'SELECT count(*) FROM range(10000000) a CROSS JOIN range(1000000) b WHERE a.id * b.id % 7 = 3';
		const endless = client.call(
			'runStatements',
			{ sessionId, sql, maxRows: 1 },
			{ signal: controller.signal },
		);
		setTimeout(() => controller.abort(new Error('enough')), 100);
		await expect(endless).rejects.toThrow('enough');
		await expect(
			client.call('runStatements', { sessionId, sql: 'SELECT nope', maxRows: 1 }),
		).rejects.toMatchObject({ fault: { code: 'sql', position: { line: 1, column: 8 } } });

		child.disconnect();
		expect(await once(child, 'exit')).toEqual([0, null]);
		expect(existsSync(spillFolder)).toBe(false);
	});

	it('says so when its options are missing', async () => {
		const child = fork(program, [], { env: {}, execArgv: [], silent: true });
		children.push(child);
		expect(await once(child, 'exit')).toEqual([1, null]);
	});
});
