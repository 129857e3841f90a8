import { useRef, useState } from 'preact/hooks';
import type { SchemaColumn } from '../../src/rpc/engine';
import { type ColumnRow, columnRows } from './columnRows';

/** Columns and the fields nested in them, as a tree grid: arrows move, right opens, left closes. */
export function ColumnTree({ columns }: { readonly columns: readonly SchemaColumn[] }) {
	const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
	const [current, setCurrent] = useState(0);
	const body = useRef<HTMLTableSectionElement>(null);
	const rows = columnRows(columns, open);
	const setRowOpen = (row: ColumnRow, isOpen: boolean) => {
		const next = new Set(open);
		if (isOpen) next.add(row.path);
		else next.delete(row.path);
		setOpen(next);
	};
	const focusRow = (at: number) => {
		const target = Math.max(0, Math.min(rows.length - 1, at));
		setCurrent(target);
		body.current?.querySelectorAll('tr')[target]?.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const row = rows[current];
		if (!row) return;
		const target = targetOfKey(event.key, rows, current);
		if (target !== undefined) focusRow(target);
		else if (event.key === 'ArrowRight' && row.column.children.length > 0) setRowOpen(row, true);
		else if (event.key === 'ArrowLeft' && row.isOpen) setRowOpen(row, false);
		else if (event.key === 'Enter' || event.key === ' ') setRowOpen(row, !row.isOpen);
		else return;
		event.preventDefault();
	};
	return (
		<div class="column-tree-scroller">
			{/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree with columns is a table with this role. */}
			<table class="column-tree" role="treegrid" aria-label="Columns" onKeyDown={onKeyDown}>
				<thead>
					<tr>
						<th scope="col">Name</th>
						<th scope="col">Type</th>
						<th scope="col">Nullable</th>
						<th scope="col">Comment</th>
					</tr>
				</thead>
				<tbody ref={body}>
					{rows.map((row, at) => (
						<ColumnLine
							key={row.path}
							row={row}
							isCurrent={at === current}
							onFocus={() => setCurrent(at)}
							onToggle={() => setRowOpen(row, !row.isOpen)}
						/>
					))}
				</tbody>
			</table>
		</div>
	);
}

/** The line that a key moves to; `undefined` for other keys, and where left and right open and close. */
function targetOfKey(key: string, rows: readonly ColumnRow[], current: number): number | undefined {
	const row = rows[current];
	switch (key) {
		case 'ArrowDown':
			return current + 1;
		case 'ArrowUp':
			return current - 1;
		case 'Home':
			return 0;
		case 'End':
			return rows.length - 1;
		case 'ArrowRight':
			return row?.isOpen ? current + 1 : undefined;
		case 'ArrowLeft':
			if (!row || row.isOpen || row.level === 1) return undefined;
			return rows.findLastIndex((other, at) => at < current && other.level === row.level - 1);
		default:
			return undefined;
	}
}

interface ColumnLineProps {
	readonly row: ColumnRow;
	readonly isCurrent: boolean;
	readonly onFocus: () => void;
	readonly onToggle: () => void;
}

function ColumnLine({ row, isCurrent, onFocus, onToggle }: ColumnLineProps) {
	const { column, level, isOpen, position, siblings } = row;
	const hasChildren = column.children.length > 0;
	const indent = (level - 1) * 16;
	return (
		<tr
			aria-level={level}
			aria-posinset={position}
			aria-setsize={siblings}
			aria-expanded={hasChildren ? isOpen : undefined}
			tabIndex={isCurrent ? 0 : -1}
			onFocus={onFocus}
			onDblClick={onToggle}
		>
			<td>
				<span
					class="column-name"
					ref={(element) => element?.style.setProperty('padding-left', `${indent}px`)}
				>
					{hasChildren ? (
						// The row has the keyboard; this is for the mouse.
						<span
							class={`codicon codicon-chevron-${isOpen ? 'down' : 'right'} twistie`}
							aria-hidden="true"
							onClick={onToggle}
						/>
					) : (
						<span class="twistie" aria-hidden="true" />
					)}
					<span class="column-label">{column.name}</span>
					{column.isPartition && (
						<span
							class="codicon codicon-key"
							role="img"
							aria-label="partition column"
							title="Partition column"
						/>
					)}
				</span>
			</td>
			<td class="column-type" title={column.type}>
				{column.type}
			</td>
			<td class={column.nullable ? 'faint' : undefined}>{column.nullable ? 'yes' : 'not null'}</td>
			<td class="column-comment" title={column.comment}>
				{column.comment}
			</td>
		</tr>
	);
}
