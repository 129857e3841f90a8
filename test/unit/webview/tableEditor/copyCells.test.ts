import { describe, expect, it, vi } from 'vitest';
import { RowCache } from '../../../../webview/grid/rowCache';
import { copyCells } from '../../../../webview/tableEditor/copyCells';

const columns = ['a', 'b'].map((name) => ({
	name,
	type: 'int',
	children: [],
	isPartition: false,
	tooltip: '',
}));

function request(rowEnd: number) {
	const readRows = vi.fn(async (start: number, end: number) =>
		Array.from({ length: end - start }, (_, offset) => [start + offset, null]),
	);
	const copyText = vi.fn(async () => {});
	const rows = new RowCache({ readRows }, { rowCount: 1e9, onChange: () => {} });
	const range = { rowStart: 0, rowEnd, columnStart: 0, columnEnd: 2 };
	const signal = new AbortController().signal;
	return {
		readRows,
		copyText,
		run: () => copyCells({ range, rows, columns, copyText, signal, onProgress: () => {} }),
	};
}

describe('copying', () => {
	it('copies every selected row', async () => {
		const { copyText, run } = request(3);
		expect(await run()).toBe('Copied 6 cells from 3 rows');
		expect(copyText).toHaveBeenCalledWith('0\t\n1\t\n2\t', expect.anything());
	});

	it('reads and copies nothing of what is too much', async () => {
		const { copyText, readRows, run } = request(1_000_001);
		await run();
		expect(copyText).not.toHaveBeenCalled();
		expect(readRows).not.toHaveBeenCalled();
	});
});
