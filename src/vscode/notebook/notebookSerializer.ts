import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import {
	type CellOrigin,
	type NotebookLayout,
	parseNotebook,
	printNotebook,
	type SourceCell,
} from './notebookSource';

/** The type of `*.delta.sql`, which opens as a notebook by itself, and of new notebooks. */
export const notebookType = 'delta-sql';

/** Both types: the second is that of other `.sql` files, which VS Code offers only under "Reopen With". */
export const notebookTypes: readonly string[] = [notebookType, 'delta-sql-file'];

/** Registers the serializer for both types. Results are not saved. */
export function registerNotebookSerializers(): Disposable {
	const registered = new Disposables();
	for (const type of notebookTypes) {
		registered.add(
			vscode.workspace.registerNotebookSerializer(type, notebookSerializer, { transientOutputs: true }),
		);
	}
	return registered;
}

/** Reads and writes `.sql` files as notebooks; the layout and each cell's origin travel in the metadata. */
const notebookSerializer: vscode.NotebookSerializer = {
	deserializeNotebook(content) {
		const { layout, cells } = parseNotebook(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content));
		const data = new vscode.NotebookData(cells.map(toCellData));
		if (content.length > 0) data.metadata = { layout };
		return data;
	},
	serializeNotebook(data) {
		const layout = data.metadata?.['layout'] as NotebookLayout | undefined;
		return new TextEncoder().encode(printNotebook(layout, data.cells.map(toSourceCell)));
	},
};

function toCellData({ kind, languageId, text, origin }: SourceCell): vscode.NotebookCellData {
	const cellKind = kind === 'markdown' ? vscode.NotebookCellKind.Markup : vscode.NotebookCellKind.Code;
	const cell = new vscode.NotebookCellData(cellKind, text, languageId);
	cell.metadata = { origin };
	return cell;
}

function toSourceCell({ kind, languageId, value, metadata }: vscode.NotebookCellData): SourceCell {
	const origin = metadata?.['origin'] as CellOrigin | undefined;
	return {
		kind: kind === vscode.NotebookCellKind.Markup ? 'markdown' : 'code',
		languageId,
		text: value,
		...(origin === undefined ? {} : { origin }),
	};
}
