import { isRecord } from '../../src/base/isRecord';
import type { GridView } from '../grid/grid';

export const tabs = ['data', 'schema', 'history'] as const;
export type Tab = (typeof tabs)[number];

/** What a table editor keeps while it is hidden and over restarts; rows are read again. */
export interface EditorState {
	readonly tab: Tab;
	/** Absent while the latest version is shown. */
	readonly version?: number;
	readonly grid?: GridView;
	/** Names of the columns that `grid.widths` are of. */
	readonly columns?: readonly string[];
}

export const initialState: EditorState = { tab: 'data' };

/** Reads a state that may be of another release of the extension; what is not understood is left out. */
export function parseEditorState(stored: unknown): EditorState {
	if (!isRecord(stored)) return initialState;
	const { version, columns } = stored;
	const grid = parseGridView(stored['grid']);
	return {
		tab: tabs.find((tab) => tab === stored['tab']) ?? 'data',
		...(isCount(version) ? { version } : {}),
		...(grid ? { grid } : {}),
		...(isArrayOf(columns, isText) ? { columns } : {}),
	};
}

/** The grid's part of a state for a table with these columns: widths of other columns are not used. */
export function gridViewFor(state: EditorState, columns: readonly string[]): GridView | undefined {
	if (!state.grid) return undefined;
	const isSame =
		state.columns?.length === columns.length && columns.every((name, at) => name === state.columns?.[at]);
	return isSame ? state.grid : { ...state.grid, widths: [], left: 0 };
}

function parseGridView(stored: unknown): GridView | undefined {
	if (!isRecord(stored)) return undefined;
	const { row, column, top, left, widths } = stored;
	if (!isCount(row) || !isCount(column) || !isLength(top) || !isLength(left)) return undefined;
	return { row, column, top, left, widths: isArrayOf(widths, isLength) ? widths : [] };
}

function isArrayOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
	return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isLength(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && isLength(value);
}
