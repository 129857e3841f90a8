import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import type { StatementResult } from '../../rpc/engine';
import { withSignal } from '../cancellation';
import type { Engine } from '../engineClient';
import { isCancellation } from '../showFault';
import { CellOutputs } from './cellOutputs';
import { faultOutput } from './faultOutput';
import { notebookTypes } from './notebookSerializer';
import type { NotebookSessions } from './notebookSessions';
import { resultHtml } from './resultHtml';
import { resultText } from './resultText';

/** Runs SQL cells one after another in the notebook's session. */
export class NotebookController implements Disposable {
	readonly #engine: Engine;
	readonly #sessions: NotebookSessions;
	readonly #log: vscode.LogOutputChannel;
	readonly #owned = new Disposables();
	/** The end of each notebook's queue: cells that are started while others run come after them. */
	readonly #queues = new WeakMap<vscode.NotebookDocument, Promise<void>>();
	#executionOrder = 0;

	constructor(engine: Engine, sessions: NotebookSessions, log: vscode.LogOutputChannel) {
		this.#engine = engine;
		this.#sessions = sessions;
		this.#log = log;
		for (const type of notebookTypes) this.#owned.add(this.#controllerOf(type));
	}

	dispose(): void {
		this.#owned.dispose();
	}

	#controllerOf(type: string): vscode.NotebookController {
		const controller = vscode.notebooks.createNotebookController(
			`delta-engine.${type}`,
			type,
			vscode.l10n.t('Delta Engine'),
		);
		controller.supportedLanguages = ['sql'];
		controller.supportsExecutionOrder = true;
		controller.description = vscode.l10n.t('Runs Delta SQL on this machine');
		controller.executeHandler = (cells, notebook) =>
			this.#enqueue(
				cells.map((cell) => controller.createNotebookCellExecution(cell)),
				notebook,
			);
		return controller;
	}

	#enqueue(
		executions: readonly vscode.NotebookCellExecution[],
		notebook: vscode.NotebookDocument,
	): Promise<void> {
		const before = this.#queues.get(notebook) ?? Promise.resolve();
		const run = () => this.#runAll(executions, notebook);
		// What goes wrong with one run, as when its cells are gone, is not the next one's.
		const done = before.then(run, run);
		this.#queues.set(notebook, done);
		return done;
	}

	/** Stops at the first cell that fails or is cancelled, since those after it may build on it. */
	async #runAll(
		executions: readonly vscode.NotebookCellExecution[],
		notebook: vscode.NotebookDocument,
	): Promise<void> {
		let goOn = true;
		for (const execution of executions) {
			if (goOn && !execution.token.isCancellationRequested) goOn = await this.#run(execution, notebook);
			else execution.end(undefined);
		}
	}

	/** @returns whether the cell succeeded. */
	async #run(execution: vscode.NotebookCellExecution, notebook: vscode.NotebookDocument): Promise<boolean> {
		execution.executionOrder = ++this.#executionOrder;
		execution.start(Date.now());
		const outputs = new CellOutputs(execution);
		try {
			await this.#runStatements(execution, notebook, outputs);
		} catch (error) {
			outputs.append(this.#failureOutput(error));
			await outputs.shown();
			execution.end(false, Date.now());
			return false;
		}
		await outputs.shown();
		execution.end(true, Date.now());
		return true;
	}

	async #runStatements(
		{ cell, token }: vscode.NotebookCellExecution,
		notebook: vscode.NotebookDocument,
		outputs: CellOutputs,
	): Promise<void> {
		await withSignal(token, async (signal) => {
			const { sessionId, wasLost } = await this.#sessions.sessionOf(notebook, signal);
			if (wasLost) outputs.append(lostSessionNote());
			const maxRows = vscode.workspace
				.getConfiguration('delta.notebook', notebook.uri)
				.get<number>('maxRows', 1000);
			await this.#engine.call(
				'runStatements',
				{ sessionId, sql: cell.document.getText(), maxRows },
				{
					signal,
					onProgress: (progress) => {
						if (progress.kind === 'statementDone') outputs.append(resultOutput(progress.result));
					},
				},
			);
		});
	}

	#failureOutput(error: unknown): vscode.NotebookCellOutput {
		if (isCancellation(error)) {
			return errorOutput({ name: 'CANCELLED', message: vscode.l10n.t('The cell was cancelled.') });
		}
		this.#log.error(error instanceof Error ? error : String(error));
		return errorOutput(faultOutput(error));
	}
}

function resultOutput(result: StatementResult): vscode.NotebookCellOutput {
	return new vscode.NotebookCellOutput([
		vscode.NotebookCellOutputItem.text(resultHtml(result), 'text/html'),
		vscode.NotebookCellOutputItem.text(resultText(result), 'text/plain'),
	]);
}

function errorOutput(error: { readonly name: string; readonly message: string }): vscode.NotebookCellOutput {
	return new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error(error)]);
}

function lostSessionNote(): vscode.NotebookCellOutput {
	return new vscode.NotebookCellOutput([
		vscode.NotebookCellOutputItem.text(
			vscode.l10n.t(
				'The Delta engine was started again. Temporary views and variables of earlier cells are gone; run those cells again if you need them.',
			),
			'text/plain',
		),
	]);
}
