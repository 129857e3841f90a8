import { describe, expect, it } from 'vitest';
import { physicalRow, type RowIndex, rowCountOf, slicesOf } from '../../../src/engine/rowIndex';

const index: RowIndex = { locations: ['a', 'b', 'c', 'd'], starts: Float64Array.of(0, 3, 3, 5, 9) };

describe('the row index', () => {
	it('finds the parts of files that hold a range, and passes over files without rows', () => {
		expect(slicesOf(index, 2, 6)).toEqual([
			{ ordinal: 0, location: 'a', start: 2, end: 3 },
			{ ordinal: 2, location: 'c', start: 0, end: 2 },
			{ ordinal: 3, location: 'd', start: 0, end: 1 },
		]);
		expect(slicesOf(index, 8, 100)).toEqual([{ ordinal: 3, location: 'd', start: 3, end: 4 }]);
		expect(slicesOf(index, 9, 20)).toEqual([]);
		expect(slicesOf(index, 4, 4)).toEqual([]);
		expect(rowCountOf(index)).toBe(9);
	});

	it('has no rows without files', () => {
		const empty: RowIndex = { locations: [], starts: new Float64Array(1) };
		expect(slicesOf(empty, 0, 10)).toEqual([]);
		expect(rowCountOf(empty)).toBe(0);
	});
});

describe('the physical row', () => {
	it('agrees with counting, for every set of deleted rows of a small file', () => {
		const size = 8;
		for (let set = 0; set < 1 << size; set++) {
			const rows = Array.from({ length: size }, (_, row) => row);
			const deleted = BigUint64Array.from(rows.filter((row) => set & (1 << row)).map(BigInt));
			const live = rows.filter((row) => !(set & (1 << row)));
			expect(live.map((_, position) => physicalRow(deleted, position))).toEqual(live);
		}
	});

	it('is the row itself without deleted rows', () => {
		expect(physicalRow(undefined, 7)).toBe(7);
	});
});
