import { describe, expect, it } from 'vitest';
import { gridViewFor, parseEditorState } from '../../../../webview/tableEditor/editorState';

const grid = { row: 4_242_424, column: 3, top: 101_818_176.5, left: 40, widths: [100, 80] };

describe('the state of a table editor', () => {
	it('comes back as it was kept', () => {
		const state = { tab: 'history', version: 12, grid, columns: ['a', 'b'] };
		expect(parseEditorState(JSON.parse(JSON.stringify(state)))).toEqual(state);
	});

	it.each([undefined, null, 'text', [], { tab: 'nowhere', version: -1, grid: { row: 'x' }, columns: [1] }])(
		'is the first one for %j',
		(stored) => {
			expect(parseEditorState(stored)).toEqual({ tab: 'data' });
		},
	);

	it('keeps widths for the same columns only, and the place for all', () => {
		const state = { tab: 'data', grid, columns: ['a', 'b'] } as const;
		expect(gridViewFor(state, ['a', 'b'])).toEqual(grid);
		expect(gridViewFor(state, ['a', 'c'])).toEqual({ ...grid, widths: [], left: 0 });
	});
});
