import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { enginesOf } from '../processes';
import { sampleTables } from '../sampleTables';
import { until } from '../until';
import { cellEnd, openNotebook, runCell, startCell } from './notebookRun';
import { closeEditors, workspaceUri } from './workspace';

const { orders } = sampleTables;
/** Nobody waits for the end of this: 25 million million pairs. */
const endless = `SELECT sum(a.${orders.number} % 7 * b.${orders.number} % 5) AS s FROM ${orders.name} a CROSS JOIN ${orders.name} b`;

describe('a SQL notebook', () => {
	afterEach(closeEditors);

	it('opens from a *.delta.sql file, cell by cell', async () => {
		const file = workspaceUri('two cells.delta.sql');
		await vscode.workspace.fs.writeFile(
			file,
			Buffer.from('-- Databricks notebook source\nSELECT 1\n\n-- COMMAND ----------\n\nSELECT 2\n'),
		);
		await vscode.commands.executeCommand('vscode.open', file);
		const { activeTab } = vscode.window.tabGroups.activeTabGroup;
		assert.ok(activeTab?.input instanceof vscode.TabInputNotebook);
		const notebook = await vscode.workspace.openNotebookDocument(file);
		assert.deepEqual(
			notebook.getCells().map((cell) => cell.document.getText()),
			['SELECT 1', 'SELECT 2'],
		);
	});

	it('answers each statement of a cell', async () => {
		const notebook = await openNotebook(`SELECT 1 + 1 AS two; SELECT count(*) AS n FROM ${orders.name}`);
		const { success, texts, error } = await runCell(notebook, 0);
		assert.deepEqual({ success, error }, { success: true, error: undefined });
		assert.deepEqual(texts.map(rowsOf), [['  2'], [String(orders.rows)]]);
	});

	it('shows the class and the position of an error, and goes on', async () => {
		const notebook = await openNotebook(
			`SELECT 1 AS one,\n  no_such_column FROM ${sampleTables.types.name}`,
			'SELECT 3 AS x',
		);
		const failed = await runCell(notebook, 0);
		assert.equal(failed.success, false);
		assert.match(failed.error?.name ?? '', /^UNRESOLVED_COLUMN/);
		assert.match(failed.error?.message ?? '', /line 2, column 3/);
		assert.equal((await runCell(notebook, 1)).success, true);
	});

	it('stops a cell that is cancelled, and answers the next one', async () => {
		const notebook = await openNotebook(endless, 'SELECT 4 AS four');
		await startCell(notebook, 0);
		await until('a running engine', () => enginesOf(process.pid).length > 0);
		await vscode.commands.executeCommand('notebook.cell.cancelExecution', {
			ranges: [{ start: 0, end: 1 }],
			document: notebook.uri,
		});
		const { success, error } = await cellEnd(notebook, 0);
		assert.deepEqual({ success, name: error?.name }, { success: false, name: 'CANCELLED' });
		assert.equal((await runCell(notebook, 1)).success, true);
	});

	it('says that the engine was killed, and answers the next cell', async () => {
		const notebook = await openNotebook('SELECT 5 AS five', endless);
		assert.equal((await runCell(notebook, 0)).success, true);
		const engines = enginesOf(process.pid);
		assert.equal(engines.length, 1);
		await startCell(notebook, 1);
		for (const pid of engines) process.kill(pid, 'SIGKILL');
		const { success, error } = await cellEnd(notebook, 1);
		assert.deepEqual({ success, name: error?.name }, { success: false, name: 'DELTA_ENGINE_STOPPED' });
		assert.equal((await runCell(notebook, 0)).success, true);
		assert.notDeepEqual(enginesOf(process.pid), engines);
	});

	it('runs cells one after another', async () => {
		const notebook = await openNotebook('SELECT 1 AS a', 'SELECT 2 AS b', 'SELECT 3 AS c');
		await vscode.commands.executeCommand('notebook.execute', notebook.uri);
		await cellEnd(notebook, 2);
		const spans = notebook.getCells().map((cell) => cell.executionSummary?.timing);
		for (const [index, span] of spans.entries())
			assert.ok((span?.startTime ?? 0) >= (spans[index - 1]?.endTime ?? 0), `cell ${index} starts too early`);
	});
});

/** The lines of a result's text without its header and its note. */
function rowsOf(text: string): readonly string[] {
	return text.split('\n').slice(2, -1);
}
