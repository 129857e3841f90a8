import { describe, expect, it } from 'vitest';
import { cellCount, copiedLine } from '../../../../webview/grid/copyText';

const types = ['string', 'string', 'decimal(10,2)', 'timestamp'].map((type) => ({ type, children: [] }));
const all = { rowStart: 0, rowEnd: 1, columnStart: 0, columnEnd: 4 };

describe('a copied line', () => {
	it('has NULL and the empty text as empty fields', () => {
		expect(copiedLine([null, '', '1.50', null], all, types)).toBe('\t\t1.50\t');
	});

	it('quotes what would break it', () => {
		expect(copiedLine(['a\tb', 'say "x"\nnow', '0.00', '2024-01-01T00:00:00.000001Z'], all, types)).toBe(
			'"a\tb"\t"say ""x""\nnow"\t0.00\t2024-01-01 00:00:00.000001 UTC',
		);
	});

	it('has the selected columns only', () => {
		expect(copiedLine(['a', 'b', '1.00', null], { ...all, columnStart: 1, columnEnd: 3 }, types)).toBe(
			'b\t1.00',
		);
	});

	it('counts cells beyond 32 bits', () => {
		expect(cellCount({ rowStart: 0, rowEnd: 1e9, columnStart: 0, columnEnd: 50 })).toBe(5e10);
	});
});
