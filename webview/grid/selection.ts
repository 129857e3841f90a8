export interface CellPosition {
	readonly row: number;
	readonly column: number;
}

/** A rectangle of cells, from where the selection began to the active cell. */
export interface Selection {
	readonly anchor: CellPosition;
	/** Has the focus; the corner that moves when the selection is extended. */
	readonly active: CellPosition;
	/** Whole rows or columns stay whole while they are extended. */
	readonly extent: 'cells' | 'rows' | 'columns' | 'all';
}

/** How many cells there are to move among. */
export interface GridSize {
	readonly rowCount: number;
	readonly columnCount: number;
}

/** The cells of a selection, both ends half-open. */
export interface CellRange {
	readonly rowStart: number;
	readonly rowEnd: number;
	readonly columnStart: number;
	readonly columnEnd: number;
}

export const firstCell: Selection = {
	anchor: { row: 0, column: 0 },
	active: { row: 0, column: 0 },
	extent: 'cells',
};

export function clampCell({ row, column }: CellPosition, size: GridSize): CellPosition {
	return {
		row: Math.max(0, Math.min(size.rowCount - 1, row)),
		column: Math.max(0, Math.min(size.columnCount - 1, column)),
	};
}

/** Moves the active cell; the selection is that cell, or reaches to it when extended. */
export function moveTo(
	selection: Selection,
	target: CellPosition,
	size: GridSize,
	{ extend }: { readonly extend: boolean },
): Selection {
	const active = clampCell(target, size);
	if (!extend) return { anchor: active, active, extent: 'cells' };
	const extent = selection.extent === 'all' ? 'cells' : selection.extent;
	return { anchor: clampCell(selection.anchor, size), active, extent };
}

export function selectRow(selection: Selection, row: number, extend: boolean): Selection {
	const active = { row, column: selection.active.column };
	return { anchor: extend ? selection.anchor : active, active, extent: 'rows' };
}

export function selectColumn(selection: Selection, column: number, extend: boolean): Selection {
	const active = { row: selection.active.row, column };
	return { anchor: extend ? selection.anchor : active, active, extent: 'columns' };
}

export function selectAll(selection: Selection): Selection {
	return { ...selection, extent: 'all' };
}

export function rangeOf({ anchor, active, extent }: Selection, size: GridSize): CellRange {
	const allRows = extent === 'all' || extent === 'columns';
	const allColumns = extent === 'all' || extent === 'rows';
	return {
		rowStart: allRows ? 0 : Math.min(anchor.row, active.row),
		rowEnd: allRows ? size.rowCount : Math.min(size.rowCount, Math.max(anchor.row, active.row) + 1),
		columnStart: allColumns ? 0 : Math.min(anchor.column, active.column),
		columnEnd: allColumns
			? size.columnCount
			: Math.min(size.columnCount, Math.max(anchor.column, active.column) + 1),
	};
}

export function isInRange(range: CellRange, row: number, column: number): boolean {
	return (
		row >= range.rowStart && row < range.rowEnd && column >= range.columnStart && column < range.columnEnd
	);
}
