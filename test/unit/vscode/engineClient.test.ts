import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineClient } from '../../../src/vscode/engineClient';

const modulePath = join(import.meta.dirname, '../../fixtures/engine/fakeEngine.mjs');
const engineOptions = { memoryLimit: '1GB', spillFolder: '/tmp/spill', allowOutside: false };
const output: string[] = [];
const clients: EngineClient[] = [];

function start(module = modulePath, idleMs = 60_000): EngineClient {
	const client = new EngineClient({
		modulePath: module,
		engineOptions: () => engineOptions,
		onOutput: (line) => output.push(line),
		idleMs,
	});
	clients.push(client);
	return client;
}

const pidOf = async (client: EngineClient) =>
	Number((await client.call('openSession', { folder: '/' })).sessionId);

const runForever = { sessionId: 's', sql: 'forever', maxRows: 1 };

/** Resolves when the process is gone. */
async function untilGone(pid: number): Promise<void> {
	for (;;) {
		try {
			process.kill(pid, 0);
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
			throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

afterEach(() => {
	for (const client of clients.splice(0)) client.dispose();
	output.length = 0;
	delete process.env['NODE_OPTIONS'];
});

describe('the engine client', () => {
	it('starts no process before the first call, and one for all calls', async () => {
		const client = start();
		expect(client.isRunning).toBe(false);
		expect(await pidOf(client)).toBe(await pidOf(client));
		expect(client.run).toBe(1);
	});

	it('hands over its options, and none of the flags of its own process', async () => {
		process.env['NODE_OPTIONS'] = '--max-old-space-size=4000';
		expect(await start().call('describeTable', { path: '/t' })).toEqual({
			options: engineOptions,
			nodeOptions: null,
			execArgv: [],
		});
	});

	it('carries 64-bit integers', async () => {
		expect((await start().call('countRows', { path: '/t' })).version).toBe(2n ** 40n);
	});

	it('forwards what the engine prints, by lines', async () => {
		const client = start();
		await client.call('tableHistory', { path: '/t' });
		await expect.poll(() => output).toEqual(['a line of the log']);
	});

	it('rejects every waiting call when the process is killed, and starts another for the next', async () => {
		const client = start();
		const pid = await pidOf(client);
		const waiting = [client.call('runStatements', runForever), client.call('runStatements', runForever)];
		process.kill(pid, 'SIGKILL');
		for (const { reason } of (await Promise.allSettled(waiting)) as PromiseRejectedResult[]) {
			expect(reason.fault).toEqual({ code: 'engineStopped', reason: 'ended by SIGKILL' });
		}
		expect(client.isRunning).toBe(false);
		expect(await pidOf(client)).not.toBe(pid);
		expect(client.run).toBe(2);
	});

	it('says the exit code of a process that ends by itself', async () => {
		const crash = start().call('runStatements', { ...runForever, sql: 'crash' });
		await expect(crash).rejects.toMatchObject({
			fault: { code: 'engineStopped', reason: 'exit code 3' },
		});
	});

	it('rejects when there is nothing to start', async () => {
		await expect(pidOf(start('/no/such/engine.js'))).rejects.toMatchObject({
			fault: { code: 'engineStopped' },
		});
	});

	it('rejects with the reason of a signal, and leaves the process alone', async () => {
		const client = start();
		const pid = await pidOf(client);
		const controller = new AbortController();
		const call = client.call('runStatements', runForever, { signal: controller.signal });
		controller.abort(new Error('enough'));
		await expect(call).rejects.toThrow('enough');
		expect(await pidOf(client)).toBe(pid);
	});

	it('lets go of a process that nobody uses, but not of one with a session', async () => {
		const client = start(modulePath, 20);
		await client.call('tableHistory', { path: '/t' });
		await expect.poll(() => client.isRunning).toBe(false);
		const pid = await pidOf(client);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(await pidOf(client)).toBe(pid);
		await client.call('closeSession', { sessionId: 'first' });
		await client.call('closeSession', { sessionId: 'second' });
		await untilGone(pid);
	});

	it('ends its process when it is stopped, and starts none when it is disposed', async () => {
		const client = start();
		const pid = await pidOf(client);
		const call = client.call('runStatements', runForever);
		client.stop('restarted');
		await expect(call).rejects.toMatchObject({ fault: { code: 'engineStopped', reason: 'restarted' } });
		await untilGone(pid);
		client.dispose();
		await expect(pidOf(client)).rejects.toMatchObject({ fault: { code: 'engineStopped' } });
	});
});
