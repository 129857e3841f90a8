import { rowCountsOfFiles } from '../duckdb/rowCounts';
import type { FileAccess } from './deletedRows';
import type { Snapshot } from './snapshot';

/** Where each row of a snapshot is, in the table's own order: file by file in the order of the log, then by row. */
export interface RowIndex {
	/** By ordinal. */
	readonly locations: readonly string[];
	/** Number of live rows before each file, and last the number of all. */
	readonly starts: Float64Array;
}

/** Live rows `[start, end)` of one file, counted from its first live row. */
export interface LiveSlice {
	readonly ordinal: number;
	readonly location: string;
	readonly start: number;
	readonly end: number;
}

/** Builds the index from the log's statistics; only files without them are opened, and only their footers. */
export function rowIndexOf(
	{ database }: FileAccess,
	{ rowIndex, files }: Snapshot,
	signal: AbortSignal,
): Promise<RowIndex> {
	return rowIndex.get(async () => {
		const counts = await rowCountsOfFiles(database, files, signal);
		const starts = new Float64Array(counts.length + 1);
		for (const [ordinal, { rows }] of counts.entries()) starts[ordinal + 1] = (starts[ordinal] ?? 0) + rows;
		return { locations: counts.map(({ location }) => location), starts };
	});
}

export function rowCountOf({ starts }: RowIndex): number {
	return starts.at(-1) ?? 0;
}

/** The parts of files that hold the rows `[start, end)` of the table, in order. */
export function slicesOf({ locations, starts }: RowIndex, start: number, end: number): readonly LiveSlice[] {
	const slices: LiveSlice[] = [];
	for (let ordinal = fileOfRow(starts, start); ordinal < locations.length; ordinal++) {
		const first = starts[ordinal] ?? 0;
		const next = starts[ordinal + 1] ?? 0;
		const location = locations[ordinal];
		if (first >= end || location === undefined) break;
		const from = Math.max(start, first) - first;
		const to = Math.min(end, next) - first;
		if (from < to) slices.push({ ordinal, location, start: from, end: to });
	}
	return slices;
}

/**
 * The physical row number of a live row.
 *
 * @param deleted row numbers that do not live, ascending.
 * @param live counted from the first live row.
 */
export function physicalRow(deleted: BigUint64Array | undefined, live: number): number {
	let low = 0;
	let high = deleted?.length ?? 0;
	while (low < high) {
		const middle = (low + high) >> 1;
		// So many live rows come before this deleted one.
		if (Number(deleted?.[middle]) - middle <= live) low = middle + 1;
		else high = middle;
	}
	return live + low;
}

/** The last file that starts at or before a row. */
function fileOfRow(starts: Float64Array, row: number): number {
	let low = 0;
	let high = Math.max(starts.length - 1, 0);
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((starts[middle + 1] ?? 0) <= row) low = middle + 1;
		else high = middle;
	}
	return low;
}
