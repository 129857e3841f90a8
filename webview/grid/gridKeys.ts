import type { CellPosition, GridSize } from './selection';

export interface KeyPress {
	readonly key: string;
	readonly shiftKey: boolean;
	/** Control, or Command on a Mac. */
	readonly modifier: boolean;
	readonly altKey: boolean;
}

/** What a key asks of the grid. */
export type GridCommand =
	| { readonly kind: 'move'; readonly to: CellPosition; readonly extend: boolean }
	| { readonly kind: 'selectAll' }
	| { readonly kind: 'selectRow' }
	| { readonly kind: 'selectColumn' }
	| { readonly kind: 'copy' }
	| { readonly kind: 'goToRow' }
	| { readonly kind: 'openValue' }
	| { readonly kind: 'cancel' }
	| { readonly kind: 'resizeColumn'; readonly byPixels: number }
	| { readonly kind: 'fitColumn' };

const resizeStep = 16;

/** The command of a key, or `undefined` for a key that is not the grid's. */
export function commandForKey(
	press: KeyPress,
	active: CellPosition,
	size: GridSize,
	rowsPerPage: number,
): GridCommand | undefined {
	if (press.altKey) return resizeCommand(press.key);
	const to = press.modifier
		? farTarget(press.key, active, size)
		: nearTarget(press.key, active, size, rowsPerPage);
	if (to) return { kind: 'move', to, extend: press.shiftKey };
	return press.modifier ? modifiedCommand(press.key) : plainCommand(press);
}

function resizeCommand(key: string): GridCommand | undefined {
	switch (key) {
		case 'ArrowLeft':
			return { kind: 'resizeColumn', byPixels: -resizeStep };
		case 'ArrowRight':
			return { kind: 'resizeColumn', byPixels: resizeStep };
		case 'Enter':
			return { kind: 'fitColumn' };
		default:
			return undefined;
	}
}

function nearTarget(
	key: string,
	{ row, column }: CellPosition,
	size: GridSize,
	rowsPerPage: number,
): CellPosition | undefined {
	switch (key) {
		case 'ArrowDown':
			return { row: row + 1, column };
		case 'ArrowUp':
			return { row: row - 1, column };
		case 'ArrowRight':
			return { row, column: column + 1 };
		case 'ArrowLeft':
			return { row, column: column - 1 };
		case 'PageDown':
			return { row: row + rowsPerPage, column };
		case 'PageUp':
			return { row: row - rowsPerPage, column };
		case 'Home':
			return { row, column: 0 };
		case 'End':
			return { row, column: size.columnCount - 1 };
		default:
			return undefined;
	}
}

function farTarget(key: string, { row, column }: CellPosition, size: GridSize): CellPosition | undefined {
	const lastRow = size.rowCount - 1;
	const lastColumn = size.columnCount - 1;
	switch (key) {
		case 'ArrowDown':
			return { row: lastRow, column };
		case 'ArrowUp':
			return { row: 0, column };
		case 'ArrowRight':
			return { row, column: lastColumn };
		case 'ArrowLeft':
			return { row, column: 0 };
		case 'Home':
			return { row: 0, column: 0 };
		case 'End':
			return { row: lastRow, column: lastColumn };
		default:
			return undefined;
	}
}

function modifiedCommand(key: string): GridCommand | undefined {
	switch (key) {
		case 'a':
		case 'A':
			return { kind: 'selectAll' };
		case 'c':
		case 'C':
			return { kind: 'copy' };
		case 'g':
		case 'G':
			return { kind: 'goToRow' };
		case ' ':
			return { kind: 'selectColumn' };
		default:
			return undefined;
	}
}

function plainCommand({ key, shiftKey }: KeyPress): GridCommand | undefined {
	switch (key) {
		case 'Enter':
			return { kind: 'openValue' };
		case 'Escape':
			return { kind: 'cancel' };
		case ' ':
			return shiftKey ? { kind: 'selectRow' } : undefined;
		default:
			return undefined;
	}
}
