import { describe, expect, it } from 'vitest';
import {
	clampTop,
	isCompressed,
	maxTop,
	scrollForTop,
	sizerHeight,
	topForScroll,
	topToCentre,
	topToReveal,
	visibleRows,
} from '../../../../webview/grid/scrollModel';

const geometryOf = (rowCount: number) => ({ rowCount, rowHeight: 24, viewHeight: 600 });

describe.each([0, 1, 25, 1000, 333_333, 333_334, 5_000_000, 100_000_000, 1_000_000_000, 1e12])(
	'the scroll model of %d rows',
	(rowCount) => {
		const geometry = geometryOf(rowCount);

		it('never makes an element taller than browsers draw', () => {
			expect(sizerHeight(geometry)).toBeLessThanOrEqual(8_000_000);
		});

		it('shows the last row at the end of the scroll bar and the first one at its start', () => {
			const end = Math.max(0, sizerHeight(geometry) - geometry.viewHeight);
			expect(topForScroll(geometry, end)).toBe(maxTop(geometry));
			expect(topForScroll(geometry, 0)).toBe(0);
			expect(visibleRows(geometry, maxTop(geometry)).end).toBe(rowCount);
		});

		it('gives back a place of the scroll bar', () => {
			for (const share of [0, 0.25, 0.5, 0.999]) {
				const scroll = Math.round(Math.max(0, sizerHeight(geometry) - 600) * share);
				expect(Math.abs(scrollForTop(geometry, topForScroll(geometry, scroll)) - scroll)).toBeLessThanOrEqual(
					1,
				);
			}
		});

		it('brings any row wholly into view', () => {
			for (const row of [0, Math.floor(rowCount / 3), rowCount - 1].filter((each) => each >= 0)) {
				for (const top of [0, maxTop(geometry) / 2, maxTop(geometry)]) {
					const revealed = topToReveal(geometry, top, row);
					expect(revealed).toBeLessThanOrEqual(row * 24);
					expect(revealed + 600).toBeGreaterThanOrEqual((row + 1) * 24);
				}
			}
		});
	},
);

describe('scrolling', () => {
	it('is one to one until the rows are too tall for that', () => {
		expect(isCompressed(geometryOf(333_333))).toBe(false);
		expect(isCompressed(geometryOf(333_334))).toBe(true);
		expect(topForScroll(geometryOf(1000), 4321)).toBe(4321);
	});

	it('keeps a move of one pixel exact among a billion rows', () => {
		const geometry = geometryOf(1_000_000_000);
		const top = clampTop(geometry, 12_345_678_901.5) + 1;
		expect(visibleRows(geometry, top).offset).toBeCloseTo((12_345_678_902.5 % 24) as number, 3);
	});

	it('does not move when a row is in view already', () => {
		expect(topToReveal(geometryOf(1000), 240, 20)).toBe(240);
	});

	it('moves as little as it must', () => {
		expect(topToReveal(geometryOf(1000), 0, 25)).toBe(24 * 26 - 600);
		expect(topToReveal(geometryOf(1000), 2400, 50)).toBe(1200);
	});

	it('puts a row into the middle where there are rows enough on both sides', () => {
		expect(topToCentre(geometryOf(1000), 500)).toBe(500 * 24 - 288);
		expect(topToCentre(geometryOf(1000), 2)).toBe(0);
		expect(topToCentre(geometryOf(1000), 999)).toBe(maxTop(geometryOf(1000)));
	});
});

describe('visible rows', () => {
	it('include those that are partly in view', () => {
		expect(visibleRows(geometryOf(1000), 30)).toEqual({ start: 1, end: 27, offset: 6 });
		expect(visibleRows(geometryOf(1000), 24)).toEqual({ start: 1, end: 26, offset: 0 });
	});

	it('are none in a hidden grid', () => {
		expect(visibleRows({ rowCount: 100, rowHeight: 24, viewHeight: -44 }, 0)).toEqual({
			start: 0,
			end: 0,
			offset: 0,
		});
	});
});
