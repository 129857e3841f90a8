import { describe, expect, it } from 'vitest';
import {
	clampColumnWidth,
	columnAt,
	layOutColumns,
	leftToReveal,
	visibleColumns,
} from '../../../../webview/grid/columnLayout';

const layout = layOutColumns([100, 50, 200, 80]);

describe('column layout', () => {
	it('puts columns beside each other', () => {
		expect(layout).toEqual({ edges: [0, 100, 150, 350, 430], width: 430 });
	});

	it.each([
		[0, 120, 0, 2],
		[100, 50, 1, 2],
		[99, 2, 0, 2],
		[149, 1000, 1, 4],
		[0, 0, 0, 0],
		[430, 100, 4, 4],
	])('finds the columns in view from %d on, %d wide', (left, width, start, end) => {
		expect(visibleColumns(layout, left, width)).toEqual({ start, end });
	});

	it.each([
		[0, 0],
		[99, 0],
		[100, 1],
		[349, 2],
		[-20, 0],
		[9999, 3],
	])('finds the column at %d', (position, column) => {
		expect(columnAt(layout, position)).toBe(column);
	});

	it('moves as little as it must to show a column', () => {
		expect(leftToReveal(layout, 0, 200, 1)).toBe(0);
		expect(leftToReveal(layout, 120, 300, 0)).toBe(0);
		expect(leftToReveal(layout, 0, 200, 3)).toBe(230);
	});

	it('shows the start of a column that is wider than the view', () => {
		expect(leftToReveal(layout, 0, 120, 2)).toBe(150);
	});

	it('lets no column vanish or grow out of all bounds', () => {
		expect([clampColumnWidth(-5), clampColumnWidth(123.4), clampColumnWidth(1e9)]).toEqual([40, 123, 2000]);
	});

	it('has nothing in view without columns', () => {
		expect(visibleColumns(layOutColumns([]), 0, 500)).toEqual({ start: 0, end: 0 });
	});
});
