import type { SchemaColumn } from '../../src/rpc/engine';

/** A line of the column tree. */
export interface ColumnRow {
	/** Names from the table's column to this field. */
	readonly path: string;
	readonly column: SchemaColumn;
	/** 1 for a column of the table. */
	readonly level: number;
	readonly isOpen: boolean;
	/** Position among its siblings, from 1, and their number. */
	readonly position: number;
	readonly siblings: number;
}

/** The lines of a tree of columns, where the paths in `open` show what is nested in them. */
export function columnRows(
	columns: readonly SchemaColumn[],
	open: ReadonlySet<string>,
	parent = '',
	level = 1,
): readonly ColumnRow[] {
	return columns.flatMap((column, at) => {
		const path = `${parent}${parent === '' ? '' : '.'}${JSON.stringify(column.name)}`;
		const isOpen = column.children.length > 0 && open.has(path);
		const row = { path, column, level, isOpen, position: at + 1, siblings: columns.length };
		return isOpen ? [row, ...columnRows(column.children, open, path, level + 1)] : [row];
	});
}
