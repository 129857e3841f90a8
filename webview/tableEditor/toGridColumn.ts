import type { SchemaColumn } from '../../src/rpc/engine';
import type { GridColumn } from '../grid/gridColumn';

/** A table's column as the grid shows it. */
export function toGridColumn(column: SchemaColumn): GridColumn {
	const { name, type, children, isPartition, nullable, comment } = column;
	const lines = [name, type, nullable ? 'nullable' : 'not null'];
	if (isPartition) lines.push('partition column');
	if (comment) lines.push('', comment);
	return { name, type, children, isPartition, tooltip: lines.join('\n') };
}
