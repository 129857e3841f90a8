import type { WireRow } from '../../src/rpc/values';
import { isNumberType } from '../../src/rpc/valueType';
import { cellText } from './cellText';
import type { ColumnLayout } from './columnLayout';
import { element, setAttribute, setText } from './element';
import type { GridColumn } from './gridColumn';
import { type CellPosition, type CellRange, isInRange } from './selection';

/** What a row shows. */
export interface RowContent {
	readonly index: number;
	/** Absent while it has not arrived. */
	readonly row: WireRow | undefined;
	readonly failed: boolean;
	readonly columns: readonly GridColumn[];
	/** Columns in view, half-open. */
	readonly columnStart: number;
	readonly columnEnd: number;
	readonly layout: ColumnLayout;
}

/** How the selection meets a row. */
export interface RowSelection {
	readonly range: CellRange;
	readonly active: CellPosition;
	readonly activeId: string;
}

/** The elements of one row; they are filled again as rows come into view. */
export class RowView {
	readonly element = element('grid-row', 'row');
	readonly #gutter = element('grid-gutter', 'rowheader');
	readonly #lane = element('grid-lane', 'presentation');
	readonly #cells: HTMLElement[] = [];
	#shown: RowContent | undefined;

	constructor() {
		setAttribute(this.#gutter, 'aria-colindex', '1');
		this.element.append(this.#gutter, this.#lane);
	}

	place(y: number, laneX: number): void {
		this.element.style.transform = `translateY(${y}px)`;
		this.#lane.style.transform = `translateX(${laneX}px)`;
	}

	show(content: RowContent, selection: RowSelection): void {
		if (!this.#shown || !sameContent(this.#shown, content)) {
			this.#fill(content);
			this.#shown = content;
		}
		this.#mark(content, selection);
	}

	#fill(content: RowContent): void {
		const { index, row, columns, layout, columnStart, columnEnd } = content;
		setAttribute(this.element, 'aria-rowindex', String(index + 2));
		setAttribute(this.element, 'aria-busy', row || content.failed ? undefined : 'true');
		setText(this.#gutter, (index + 1).toLocaleString('en-US'));
		this.#resize(columnEnd - columnStart);
		for (const [offset, cell] of this.#cells.entries()) {
			const at = columnStart + offset;
			const column = columns[at];
			if (!column) continue;
			const left = layout.edges[at] ?? 0;
			cell.style.left = `${left}px`;
			cell.style.width = `${(layout.edges[at + 1] ?? left) - left}px`;
			setAttribute(cell, 'aria-colindex', String(at + 2));
			fillCell(cell, content, column, at);
		}
	}

	#mark({ index, columnStart }: RowContent, { range, active, activeId }: RowSelection): void {
		const inRows = index >= range.rowStart && index < range.rowEnd;
		this.#gutter.classList.toggle('in-selection', inRows);
		for (const [offset, cell] of this.#cells.entries()) {
			const column = columnStart + offset;
			const isSelected = inRows && isInRange(range, index, column);
			const isActive = index === active.row && column === active.column;
			cell.classList.toggle('selected', isSelected);
			cell.classList.toggle('active', isActive);
			setAttribute(cell, 'aria-selected', String(isSelected));
			setAttribute(cell, 'id', isActive ? activeId : undefined);
		}
	}

	#resize(count: number): void {
		while (this.#cells.length < count) {
			const cell = element('grid-cell', 'gridcell');
			this.#cells.push(cell);
			this.#lane.append(cell);
		}
		while (this.#cells.length > count) this.#cells.pop()?.remove();
	}
}

function fillCell(cell: HTMLElement, { row, failed }: RowContent, column: GridColumn, at: number): void {
	const className = isNumberType(column.type) ? 'grid-cell number' : 'grid-cell';
	if (!row) {
		cell.className = `${className} ${failed ? 'failed' : 'pending'}`;
		setText(cell, '');
		return;
	}
	const { kind, text } = cellText(row[at] ?? null, column);
	cell.className = kind === 'value' ? className : `${className} ${kind}`;
	setText(cell, text);
}

function sameContent(a: RowContent, b: RowContent): boolean {
	return (
		a.index === b.index &&
		a.row === b.row &&
		a.failed === b.failed &&
		a.layout === b.layout &&
		a.columnStart === b.columnStart &&
		a.columnEnd === b.columnEnd
	);
}
