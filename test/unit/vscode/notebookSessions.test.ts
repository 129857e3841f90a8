import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogOutputChannel, NotebookDocument } from 'vscode';
import type { Engine } from '../../../src/vscode/engineClient';
import { NotebookSessions } from '../../../src/vscode/notebook/notebookSessions';

vi.mock('vscode', () => ({
	workspace: {
		onDidCloseNotebookDocument: () => ({ dispose: () => undefined }),
		getWorkspaceFolder: () => ({ uri: { fsPath: '/work' } }),
	},
	CancellationError: class extends Error {},
}));

const notebook = { uri: 'file:///work/a.delta.sql', isClosed: false } as unknown as NotebookDocument;
const log = {} as LogOutputChannel;

describe('the sessions of notebooks', () => {
	const open = new Set<string>();
	let answer: () => void = () => undefined;
	let opened = 0;
	const engine = {
		run: 1,
		isRunning: true,
		async call(method: string, request: { readonly sessionId: string }) {
			if (method === 'closeSession') {
				open.delete(request.sessionId);
				return undefined;
			}
			const sessionId = `session ${++opened}`;
			open.add(sessionId);
			await new Promise<void>((resolve) => {
				answer = resolve;
			});
			return { sessionId };
		},
	} as unknown as Engine;

	beforeEach(() => {
		open.clear();
		opened = 0;
	});

	it('keep one session for the cells of a notebook', async () => {
		const sessions = new NotebookSessions(engine, log);
		const first = sessions.sessionOf(notebook, new AbortController().signal);
		answer();
		expect(await first).toEqual({ sessionId: 'session 1', wasLost: false });
		expect(await sessions.sessionOf(notebook, new AbortController().signal)).toEqual(await first);
		expect([...open]).toEqual(['session 1']);
	});

	it('close the session of a cell that is cancelled while it opens', async () => {
		const sessions = new NotebookSessions(engine, log);
		const cancelled = new AbortController();
		const cell = sessions.sessionOf(notebook, cancelled.signal);
		cancelled.abort();
		answer();
		await expect(cell).rejects.toBe(cancelled.signal.reason);
		expect([...open]).toEqual([]);
		const next = sessions.sessionOf(notebook, new AbortController().signal);
		answer();
		expect((await next).sessionId).toBe('session 2');
	});
});
