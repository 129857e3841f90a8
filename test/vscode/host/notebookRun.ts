import * as vscode from 'vscode';
import { until } from '../until';
import { extensionId } from './workspace';

/** What a cell has shown at its end. */
export interface CellEnd {
	readonly success: boolean;
	/** `text/plain` of its outputs, one a statement. */
	readonly texts: readonly string[];
	/** Its error output, when it has one. */
	readonly error?: { readonly name: string; readonly message: string };
}

const errorMime = 'application/vnd.code.notebook.error';

/** Opens an untitled SQL notebook with these cells, run by the engine. */
export async function openNotebook(...cells: readonly string[]): Promise<vscode.NotebookDocument> {
	const data = new vscode.NotebookData(
		cells.map((sql) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, sql, 'sql')),
	);
	const notebook = await vscode.workspace.openNotebookDocument('delta-sql', data);
	await vscode.window.showNotebookDocument(notebook);
	await vscode.commands.executeCommand('notebook.selectKernel', {
		id: 'delta-engine.delta-sql',
		extension: extensionId,
	});
	return notebook;
}

/** Runs a cell to its end. */
export async function runCell(notebook: vscode.NotebookDocument, index: number): Promise<CellEnd> {
	const before = await startCell(notebook, index);
	return cellEnd(notebook, index, before);
}

/** Starts a cell, and gives the number of its run before. */
export async function startCell(notebook: vscode.NotebookDocument, index: number): Promise<number> {
	const order = () => notebook.cellAt(index).executionSummary?.executionOrder ?? 0;
	const before = order();
	// Settles with the end of the run, of which `cellEnd` tells.
	void vscode.commands.executeCommand('notebook.cell.execute', {
		ranges: [{ start: index, end: index + 1 }],
		document: notebook.uri,
	});
	await until(`the start of cell ${index}`, () => order() > before);
	return before;
}

/** The end of a run of a cell that is later than another one. */
export async function cellEnd(
	notebook: vscode.NotebookDocument,
	index: number,
	laterThan = 0,
): Promise<CellEnd> {
	const cell = notebook.cellAt(index);
	await until(`the end of cell ${index}`, () => {
		const { executionOrder = 0, success, timing } = notebook.cellAt(index).executionSummary ?? {};
		return success !== undefined && timing !== undefined && executionOrder > laterThan;
	});
	const items = cell.outputs.flatMap((output) => output.items);
	const error = items.find((item) => item.mime === errorMime);
	return {
		success: cell.executionSummary?.success === true,
		texts: items.filter((item) => item.mime === 'text/plain').map(textOf),
		...(error === undefined ? {} : { error: JSON.parse(textOf(error)) }),
	};
}

function textOf(item: vscode.NotebookCellOutputItem): string {
	return Buffer.from(item.data).toString('utf8');
}
