/**
 * SQL notebooks as text, in Databricks' source format: a header line, cells between `-- COMMAND ----------` lines, and
 * cells in other languages behind `-- MAGIC `. A file without the header is the same with an empty head: plain SQL
 * becomes one cell, and stays as it is when saved.
 *
 * Every part keeps the text that it was read from, so what nobody changed is written back byte for byte, whatever
 * its line ends and blank lines are.
 */
export interface NotebookSource {
	readonly layout: NotebookLayout;
	readonly cells: readonly SourceCell[];
}

/** The text around the cells. */
export interface NotebookLayout {
	/** The header and what follows it up to the first cell; empty for a file without a header. */
	readonly head: string;
	/** What follows the last cell. */
	readonly tail: string;
	readonly lineEnd: '\n' | '\r\n';
}

export interface CellContent {
	readonly kind: 'code' | 'markdown';
	/** VS Code's language id; `sql` for the cells that run. */
	readonly languageId: string;
	/** The cell's text as the user sees it, with `\n` line ends. */
	readonly text: string;
}

/** Where a cell came from; absent for a cell that was added. */
export interface CellOrigin {
	/** The cell as it stands in the file. */
	readonly raw: string;
	/** The separator before the cell with the blank lines around it; empty for the first cell. */
	readonly gap: string;
}

export interface SourceCell extends CellContent {
	readonly origin?: CellOrigin;
}

const header = '-- Databricks notebook source';
const separator = '-- COMMAND ----------';
const headPattern = /^\uFEFF?-- Databricks notebook source[ \t]*(?:\r?\n(?:[ \t]*\r?\n)*|$)/;
const gapPattern = /(?:\s*\n|^|(?<=\n))-- COMMAND -{10,}[ \t]*(?:\r?\n(?:[ \t]*\r?\n)*|$)/g;
const titlePattern = /^-- DBTITLE \d+,.*(?:\r?\n|$)/;
const magicPattern = /^-- MAGIC ?/;

const languageOfMagic: Readonly<Record<string, string>> = {
	python: 'python',
	scala: 'scala',
	r: 'r',
	sh: 'shellscript',
};

/** Reads a file; never fails, since any text is a notebook. */
export function parseNotebook(source: string): NotebookSource {
	const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
	const head = headPattern.exec(source)?.[0] ?? '';
	const body = source.slice(head.length);
	if (body === '') return { layout: { head, tail: '', lineEnd }, cells: [] };
	const cells: SourceCell[] = [];
	let start = 0;
	let gap = '';
	for (const match of body.matchAll(gapPattern)) {
		cells.push(cellOf(body.slice(start, match.index), gap));
		gap = match[0];
		start = match.index + gap.length;
	}
	const last = body.slice(start);
	const tail = /\s*$/.exec(last)?.[0] ?? '';
	cells.push(cellOf(last.slice(0, last.length - tail.length), gap));
	return { layout: { head, tail, lineEnd }, cells };
}

/** Writes cells back. Without a layout, as for a new notebook, the header and a last line end are added. */
export function printNotebook(layout: NotebookLayout | undefined, cells: readonly SourceCell[]): string {
	const { head, tail, lineEnd } = layout ?? { head: `${header}\n`, tail: '\n', lineEnd: '\n' };
	if (cells.length === 0) return layout ? head + tail : '';
	const text = new LineAware(lineEnd);
	text.append(head);
	for (const [index, cell] of cells.entries()) {
		if (index > 0) text.append(cell.origin?.gap || `${lineEnd}${lineEnd}${separator}${lineEnd}${lineEnd}`);
		text.append(isUnchanged(cell) ? cell.origin.raw : printCell(cell, lineEnd));
	}
	text.append(tail);
	return text.toString();
}

/** Joins pieces that each begin on a line of their own, which holds already unless a cell was changed or moved. */
class LineAware {
	readonly #lineEnd: string;
	#text = '';

	constructor(lineEnd: string) {
		this.#lineEnd = lineEnd;
	}

	append(piece: string): void {
		if (piece === '') return;
		const needsLineEnd = this.#text !== '' && !this.#text.endsWith('\n') && !/^\s*\n/.test(piece);
		this.#text += (needsLineEnd && piece.trim() !== '' ? this.#lineEnd : '') + piece;
	}

	toString(): string {
		return this.#text;
	}
}

function cellOf(raw: string, gap: string): SourceCell {
	return { ...contentOf(raw), origin: { raw, gap } };
}

function isUnchanged(cell: SourceCell): cell is SourceCell & { readonly origin: CellOrigin } {
	if (cell.origin === undefined) return false;
	const { kind, languageId, text } = contentOf(cell.origin.raw);
	return kind === cell.kind && languageId === cell.languageId && text === toUnix(cell.text);
}

function contentOf(raw: string): CellContent {
	const lines = toUnix(raw.replace(titlePattern, '')).split('\n');
	if (!lines.every((line) => magicPattern.test(line))) {
		return { kind: 'code', languageId: 'sql', text: toUnix(raw) };
	}
	const text = lines.map((line) => line.replace(magicPattern, '')).join('\n');
	const magic = /^%([\w-]+)/.exec(text)?.[1];
	if (magic === 'md')
		return { kind: 'markdown', languageId: 'markdown', text: text.replace(/^%md[ \t]*\n?/, '') };
	return { kind: 'code', languageId: languageOfMagic[magic ?? ''] ?? 'plaintext', text };
}

function printCell(cell: SourceCell, lineEnd: string): string {
	const text = toUnix(cell.text);
	if (cell.kind === 'code' && cell.languageId === 'sql') return text.replaceAll('\n', lineEnd);
	const title = cell.origin ? (titlePattern.exec(cell.origin.raw)?.[0] ?? '') : '';
	const lines = withMagic(cell, text)
		.split('\n')
		.map((line) => (line === '' ? '-- MAGIC' : `-- MAGIC ${line}`));
	return title + lines.join(lineEnd);
}

function withMagic({ kind, languageId }: CellContent, text: string): string {
	if (kind === 'markdown') return `%md\n${text}`;
	if (text.startsWith('%')) return text;
	const magic = Object.entries(languageOfMagic).find(([, language]) => language === languageId)?.[0];
	return magic === undefined ? text : `%${magic}\n${text}`;
}

function toUnix(text: string): string {
	return text.replaceAll('\r\n', '\n');
}
