import type * as vscode from 'vscode';

/** The outputs of one run of a cell: the first replaces those of the run before, the others are added to it. */
export class CellOutputs {
	readonly #execution: vscode.NotebookCellExecution;
	#isEmpty = true;
	#shown: Thenable<void> = Promise.resolve();

	constructor(execution: vscode.NotebookCellExecution) {
		this.#execution = execution;
	}

	append(output: vscode.NotebookCellOutput): void {
		const isFirst = this.#isEmpty;
		this.#isEmpty = false;
		this.#shown = this.#shown.then(() =>
			isFirst ? this.#execution.replaceOutput(output) : this.#execution.appendOutput(output),
		);
	}

	/** Settles when every output is in the cell; a run without any leaves the cell empty. */
	async shown(): Promise<void> {
		if (this.#isEmpty) await this.#execution.clearOutput();
		else await this.#shown;
	}
}
