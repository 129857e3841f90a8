import { describe, expect, it } from 'vitest';
import {
	firstCell,
	isInRange,
	moveTo,
	rangeOf,
	selectAll,
	selectColumn,
	selectRow,
} from '../../../../webview/grid/selection';

const size = { rowCount: 100, columnCount: 10 };
const to = (row: number, column: number) => ({ row, column });

describe('a selection', () => {
	it('is the active cell after a move', () => {
		const moved = moveTo(firstCell, to(5, 3), size, { extend: false });
		expect(rangeOf(moved, size)).toEqual({ rowStart: 5, rowEnd: 6, columnStart: 3, columnEnd: 4 });
	});

	it('stays within the grid', () => {
		expect(moveTo(firstCell, to(1000, -3), size, { extend: false }).active).toEqual(to(99, 0));
		expect(moveTo(firstCell, to(3, 3), { rowCount: 0, columnCount: 0 }, { extend: false }).active).toEqual(
			to(0, 0),
		);
	});

	it('reaches from where it began in both directions', () => {
		const begun = moveTo(firstCell, to(5, 5), size, { extend: false });
		const up = moveTo(begun, to(2, 7), size, { extend: true });
		expect(rangeOf(up, size)).toEqual({ rowStart: 2, rowEnd: 6, columnStart: 5, columnEnd: 8 });
		expect(up.active).toEqual(to(2, 7));
	});

	it('takes whole rows and keeps them whole while it is extended', () => {
		const rows = moveTo(selectRow(firstCell, 4, false), to(6, 2), size, { extend: true });
		expect(rangeOf(rows, size)).toEqual({ rowStart: 4, rowEnd: 7, columnStart: 0, columnEnd: 10 });
	});

	it('takes whole columns', () => {
		const columns = selectColumn(selectColumn(firstCell, 2, false), 4, true);
		expect(rangeOf(columns, size)).toEqual({ rowStart: 0, rowEnd: 100, columnStart: 2, columnEnd: 5 });
	});

	it('takes everything, and not the active cell elsewhere', () => {
		const all = selectAll(moveTo(firstCell, to(7, 7), size, { extend: false }));
		expect(rangeOf(all, size)).toEqual({ rowStart: 0, rowEnd: 100, columnStart: 0, columnEnd: 10 });
		expect(all.active).toEqual(to(7, 7));
	});

	it('knows its cells', () => {
		const range = { rowStart: 1, rowEnd: 3, columnStart: 2, columnEnd: 4 };
		expect([isInRange(range, 1, 2), isInRange(range, 3, 2), isInRange(range, 2, 4)]).toEqual([
			true,
			false,
			false,
		]);
	});
});
