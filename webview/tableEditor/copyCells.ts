import { cellCount, copiedLine, maxCopiedCells } from '../grid/copyText';
import type { GridColumn } from '../grid/gridColumn';
import type { RowCache } from '../grid/rowCache';
import type { CellRange } from '../grid/selection';
import { formatCount, formatQuantity } from './format';

export interface CopyRequest {
	readonly range: CellRange;
	readonly rows: RowCache;
	readonly columns: readonly GridColumn[];
	readonly copyText: (text: string, signal: AbortSignal) => Promise<void>;
	readonly signal: AbortSignal;
	readonly onProgress: (message: string) => void;
}

/**
 * Copies all selected cells as tab-separated text, whether they are in view or not; nothing when they are too many.
 *
 * @returns what to tell the user.
 * @throws what reading the rows or the clipboard throws; the signal's reason when aborted.
 */
export async function copyCells(request: CopyRequest): Promise<string> {
	const { range, rows, columns, copyText, signal, onProgress } = request;
	const count = cellCount(range);
	if (count === 0) return 'There is nothing to copy';
	if (count > maxCopiedCells) {
		const limit = formatCount(maxCopiedCells);
		return `Not copied: ${formatCount(count)} cells are selected, the clipboard takes at most ${limit}`;
	}
	const lines: string[] = [];
	for await (const page of rows.read(range.rowStart, range.rowEnd, signal)) {
		for (const row of page) lines.push(copiedLine(row, range, columns));
		onProgress(`Copying row ${formatCount(lines.length)} of ${formatCount(range.rowEnd - range.rowStart)}…`);
	}
	await copyText(lines.join('\n'), signal);
	return `Copied ${formatQuantity(count, 'cell')} from ${formatQuantity(lines.length, 'row')}`;
}
