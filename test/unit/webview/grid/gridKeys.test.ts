import { describe, expect, it } from 'vitest';
import { commandForKey } from '../../../../webview/grid/gridKeys';

const size = { rowCount: 100, columnCount: 10 };
const active = { row: 50, column: 5 };
const none = { shiftKey: false, modifier: false, altKey: false };
const press = (key: string, keys: Partial<typeof none> = {}) =>
	commandForKey({ key, ...none, ...keys }, active, size, 20);

describe('keys of the grid', () => {
	it.each([
		['ArrowDown', {}, 51, 5],
		['ArrowUp', {}, 49, 5],
		['ArrowLeft', {}, 50, 4],
		['ArrowRight', {}, 50, 6],
		['PageDown', {}, 70, 5],
		['PageUp', {}, 30, 5],
		['Home', {}, 50, 0],
		['End', {}, 50, 9],
		['Home', { modifier: true }, 0, 0],
		['End', { modifier: true }, 99, 9],
		['ArrowDown', { modifier: true }, 99, 5],
		['ArrowUp', { modifier: true }, 0, 5],
		['ArrowRight', { modifier: true }, 50, 9],
		['ArrowLeft', { modifier: true }, 50, 0],
	])('%s with %j moves to row %d, column %d', (key, keys, row, column) => {
		expect(press(key, keys)).toEqual({ kind: 'move', to: { row, column }, extend: false });
		expect(press(key, { ...keys, shiftKey: true })).toMatchObject({ extend: true });
	});

	it.each([
		['a', { modifier: true }, { kind: 'selectAll' }],
		['c', { modifier: true }, { kind: 'copy' }],
		['g', { modifier: true }, { kind: 'goToRow' }],
		[' ', { modifier: true }, { kind: 'selectColumn' }],
		[' ', { shiftKey: true }, { kind: 'selectRow' }],
		['Enter', {}, { kind: 'openValue' }],
		['Escape', {}, { kind: 'cancel' }],
		['ArrowRight', { altKey: true }, { kind: 'resizeColumn', byPixels: 16 }],
		['ArrowLeft', { altKey: true }, { kind: 'resizeColumn', byPixels: -16 }],
		['Enter', { altKey: true }, { kind: 'fitColumn' }],
	])('%s with %j is a command', (key, keys, command) => {
		expect(press(key, keys)).toEqual(command);
	});

	it('leaves other keys to others', () => {
		expect([press('c'), press('Tab'), press('F5'), press('p', { modifier: true })]).toEqual(
			Array(4).fill(undefined),
		);
	});
});
