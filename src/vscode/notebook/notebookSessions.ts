import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import type { Engine } from '../engineClient';

interface Session {
	readonly sessionId: string;
	/** The run of the engine that holds it. */
	readonly run: number;
}

/** One engine session for each notebook that ran a cell, until the notebook is closed. */
export class NotebookSessions implements Disposable {
	readonly #engine: Engine;
	readonly #sessions = new Map<string, Session>();
	readonly #owned = new Disposables();

	constructor(engine: Engine, log: vscode.LogOutputChannel) {
		this.#engine = engine;
		this.#owned.add(
			vscode.workspace.onDidCloseNotebookDocument((notebook) => {
				this.#close(notebook).catch((error: Error) => log.error(error));
			}),
		);
	}

	/**
	 * The notebook's session; `wasLost` when the engine stopped since, with its views and variables.
	 *
	 * @throws the signal's reason when aborted; then no session stays open for it.
	 */
	async sessionOf(
		notebook: vscode.NotebookDocument,
		signal: AbortSignal,
	): Promise<{ readonly sessionId: string; readonly wasLost: boolean }> {
		const key = notebook.uri.toString();
		const known = this.#sessions.get(key);
		if (known?.run === this.#engine.run && this.#engine.isRunning)
			return { sessionId: known.sessionId, wasLost: false };
		signal.throwIfAborted();
		// Not cancelled: the engine would keep a session of which nobody knows.
		const { sessionId } = await this.#engine.call('openSession', { folder: folderOf(notebook) });
		const session = { sessionId, run: this.#engine.run };
		if (signal.aborted || notebook.isClosed) {
			await this.#end(session);
			signal.throwIfAborted();
			throw new vscode.CancellationError();
		}
		this.#sessions.set(key, session);
		return { sessionId, wasLost: known !== undefined };
	}

	dispose(): void {
		this.#owned.dispose();
	}

	async #close(notebook: vscode.NotebookDocument): Promise<void> {
		const key = notebook.uri.toString();
		const session = this.#sessions.get(key);
		this.#sessions.delete(key);
		if (session !== undefined) await this.#end(session);
	}

	async #end({ sessionId, run }: Session): Promise<void> {
		if (run === this.#engine.run && this.#engine.isRunning)
			await this.#engine.call('closeSession', { sessionId });
	}
}

/** Where a notebook finds tables by name: its workspace folder, else its own, else the first of the workspace. */
function folderOf({ uri, isUntitled }: vscode.NotebookDocument): string {
	const folder = vscode.workspace.getWorkspaceFolder(uri);
	if (folder) return folder.uri.fsPath;
	if (!isUntitled && uri.scheme === 'file') return dirname(uri.fsPath);
	return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
}
