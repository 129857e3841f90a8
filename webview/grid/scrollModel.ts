/**
 * Tallest element that the grid makes, in pixels. Browsers clamp heights (Chromium at 33,554,428, Firefox near half
 * of that), which would put the last rows of a large table out of reach.
 */
const maxSizerHeight = 8_000_000;

/** What scrolling depends on; all lengths in pixels. */
export interface ScrollGeometry {
	readonly rowCount: number;
	readonly rowHeight: number;
	/** Height of the part that shows rows. */
	readonly viewHeight: number;
}

/**
 * The position of a grid is its `top`: the distance from the first row's upper edge to the view's, in true pixels and
 * fractions of them, however many rows there are. The browser's `scrollTop` stands for it at a smaller scale where the
 * rows are taller than an element may be.
 */
export function contentHeight({ rowCount, rowHeight }: ScrollGeometry): number {
	return rowCount * rowHeight;
}

/** Height of the element that gives the scroll bar its size. */
export function sizerHeight(geometry: ScrollGeometry): number {
	return Math.min(contentHeight(geometry), maxSizerHeight);
}

/** Whether one pixel of `scrollTop` stands for more than one pixel of rows. */
export function isCompressed(geometry: ScrollGeometry): boolean {
	return contentHeight(geometry) > maxSizerHeight;
}

export function maxTop(geometry: ScrollGeometry): number {
	return Math.max(0, contentHeight(geometry) - geometry.viewHeight);
}

export function clampTop(geometry: ScrollGeometry, top: number): number {
	return Math.min(maxTop(geometry), Math.max(0, top));
}

/** The top that a place of the scroll bar stands for; its two ends are the first and the last row exactly. */
export function topForScroll(geometry: ScrollGeometry, scrollTop: number): number {
	if (!isCompressed(geometry)) return clampTop(geometry, scrollTop);
	const range = scrollRange(geometry);
	if (scrollTop >= range - 1) return maxTop(geometry);
	return clampTop(geometry, (scrollTop / range) * maxTop(geometry));
}

/** Where the scroll bar stands for a top, as the whole pixels that browsers keep. */
export function scrollForTop(geometry: ScrollGeometry, top: number): number {
	const clamped = clampTop(geometry, top);
	if (!isCompressed(geometry)) return Math.round(clamped);
	return Math.round((clamped / maxTop(geometry)) * scrollRange(geometry));
}

/** Rows that are at least partly in view, half-open, and how far the first one is scrolled out. */
export function visibleRows(
	geometry: ScrollGeometry,
	top: number,
): { readonly start: number; readonly end: number; readonly offset: number } {
	const { rowCount, rowHeight, viewHeight } = geometry;
	if (viewHeight <= 0 || rowCount <= 0) return { start: 0, end: 0, offset: 0 };
	const start = Math.min(rowCount - 1, Math.floor(top / rowHeight));
	const offset = top - start * rowHeight;
	return { start, end: Math.min(rowCount, start + Math.ceil((viewHeight + offset) / rowHeight)), offset };
}

/** The top nearest to the present one at which a row is wholly in view. */
export function topToReveal(geometry: ScrollGeometry, top: number, row: number): number {
	const rowTop = row * geometry.rowHeight;
	const lowest = rowTop + geometry.rowHeight - geometry.viewHeight;
	if (rowTop < top || geometry.viewHeight < geometry.rowHeight) return clampTop(geometry, rowTop);
	return clampTop(geometry, Math.max(top, lowest));
}

/** The top at which a row stands in the middle of the view, for jumps from afar. */
export function topToCentre({ rowHeight, viewHeight, rowCount }: ScrollGeometry, row: number): number {
	return clampTop({ rowHeight, viewHeight, rowCount }, row * rowHeight - (viewHeight - rowHeight) / 2);
}

function scrollRange(geometry: ScrollGeometry): number {
	return Math.max(1, sizerHeight(geometry) - geometry.viewHeight);
}
