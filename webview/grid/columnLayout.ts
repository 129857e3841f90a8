export const minColumnWidth = 40;
export const maxColumnWidth = 2000;

/** Where columns stand beside each other, in pixels from the left edge of the first one. */
export interface ColumnLayout {
	/** One more than there are columns: `edges[i]` to `edges[i + 1]` is column `i`. */
	readonly edges: readonly number[];
	readonly width: number;
}

export function layOutColumns(widths: readonly number[]): ColumnLayout {
	const edges = [0];
	let width = 0;
	for (const each of widths) {
		width += each;
		edges.push(width);
	}
	return { edges, width };
}

export function clampColumnWidth(width: number): number {
	return Math.round(Math.min(maxColumnWidth, Math.max(minColumnWidth, width)));
}

/** Columns that are at least partly in `[left, left + viewWidth)`, half-open. */
export function visibleColumns(
	layout: ColumnLayout,
	left: number,
	viewWidth: number,
): { readonly start: number; readonly end: number } {
	if (viewWidth <= 0) return { start: 0, end: 0 };
	const count = layout.edges.length - 1;
	const start = firstEdgeAfter(layout.edges, left) - 1;
	let end = Math.max(0, start);
	while (end < count && (layout.edges[end] ?? 0) < left + viewWidth) end++;
	return { start: Math.min(Math.max(0, start), count), end };
}

/** The column under a position; the last one right of all. */
export function columnAt(layout: ColumnLayout, position: number): number {
	return Math.max(0, Math.min(layout.edges.length - 2, firstEdgeAfter(layout.edges, position) - 1));
}

/** The left edge nearest to the present one at which a column is in view, its start rather than its end. */
export function leftToReveal(layout: ColumnLayout, left: number, viewWidth: number, column: number): number {
	const start = layout.edges[column] ?? 0;
	const end = layout.edges[column + 1] ?? start;
	if (start < left) return start;
	return end > left + viewWidth ? Math.min(start, end - viewWidth) : left;
}

/** Index of the first edge right of a position. */
function firstEdgeAfter(edges: readonly number[], position: number): number {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((edges[middle] ?? 0) <= position) low = middle + 1;
		else high = middle;
	}
	return low;
}
