import { useEffect, useRef, useState } from 'preact/hooks';
import type { ContractClient } from '../../src/rpc/contract';
import type { TableDescription } from '../../src/rpc/engine';
import type { TableEditorHost } from '../../src/rpc/tableEditor';
import type { WireValue } from '../../src/rpc/values';
import { Grid, type GridView } from '../grid/grid';
import type { GridColumn } from '../grid/gridColumn';
import { RowCache } from '../grid/rowCache';
import { copyCells } from './copyCells';
import { FailureBar } from './failure';
import { formatCount } from './format';
import { GoToRow } from './goToRow';
import { toGridColumn } from './toGridColumn';
import { ValuePanel } from './valuePanel';

interface DataTabProps {
	readonly client: ContractClient<TableEditorHost>;
	readonly table: TableDescription;
	readonly rowCount: number;
	/** Where the grid stands at first. */
	readonly view: GridView | undefined;
	readonly onView: (view: GridView) => void;
	/** Whether the grid takes the focus once it is made, if nothing else has it. */
	readonly takesFocus: boolean;
}

/** What is drawn outside of the grid and changes with it. */
interface GridStatus {
	readonly row: number;
	readonly column: number;
	readonly value: WireValue | undefined;
	readonly failure: { readonly error: unknown; readonly start: number; readonly end: number } | undefined;
}

const atStart: GridStatus = { row: 0, column: 0, value: undefined, failure: undefined };

/** The rows of one version. It is made anew for another version. */
export function DataTab({ client, table, rowCount, view, onView, takesFocus }: DataTabProps) {
	const host = useRef<HTMLDivElement>(null);
	const parts = useRef<{ readonly grid: Grid; readonly cache: RowCache } | undefined>(undefined);
	const focusGoTo = useRef(() => {});
	const copying = useRef<AbortController | undefined>(undefined);
	const [columns] = useState<readonly GridColumn[]>(() => table.columns.map(toGridColumn));
	const [status, setStatus] = useState(atStart);
	const [isValueOpen, setValueOpen] = useState(false);
	const [notice, setNotice] = useState('');

	useEffect(() => {
		if (!host.current) return;
		const update = () => {
			const { row, column } = grid.active;
			const { start, end } = grid.rowsInView;
			setStatus({ row, column, value: cache.row(row)?.[column], failure: cache.failureIn(start, end) });
			onView(grid.view);
		};
		const cache = new RowCache(
			{
				async readRows(start, end, signal) {
					const reply = await client.call('readRows', { version: table.version, start, end }, { signal });
					return reply.rows;
				},
			},
			{
				rowCount,
				onChange() {
					grid.refresh();
					update();
				},
			},
		);
		const commands = {
			copy: () => void copy(),
			goToRow: () => focusGoTo.current(),
			openValue: () => setValueOpen(true),
			cancel() {
				if (copying.current) copying.current.abort();
				else setValueOpen(false);
			},
		};
		const grid = new Grid(host.current, {
			label: `Rows of ${table.name}`,
			columns,
			rowCount,
			rows: cache,
			view,
			onChange: update,
			onCommand: (command) => commands[command](),
		});
		const copy = async () => {
			copying.current?.abort();
			const controller = new AbortController();
			copying.current = controller;
			const { signal } = controller;
			try {
				setNotice('Copying…');
				const copyText = (text: string) => client.call('copyText', { text }, { signal });
				const range = grid.selectedRange;
				setNotice(await copyCells({ range, rows: cache, columns, copyText, signal, onProgress: setNotice }));
			} catch (error) {
				setNotice(signal.aborted ? 'Copying was cancelled' : `Not copied: ${messageOf(error)}`);
			} finally {
				if (copying.current === controller) copying.current = undefined;
			}
		};
		parts.current = { grid, cache };
		if (takesFocus && document.hasFocus() && document.activeElement === document.body) grid.focus();
		return () => {
			copying.current?.abort();
			cache.dispose();
			grid.dispose();
		};
	}, []);

	useEffect(() => {
		if (notice === '' || notice.endsWith('…')) return;
		const timer = setTimeout(() => setNotice(''), 6000);
		return () => clearTimeout(timer);
	}, [notice]);

	const focusGrid = () => parts.current?.grid.focus();
	const column = columns[status.column];
	return (
		<div class="data-tab">
			<div class="data-bar" role="toolbar" aria-label="Data">
				<GoToRow
					rowCount={rowCount}
					onGo={(row) => {
						parts.current?.grid.goToRow(row);
						focusGrid();
					}}
					bindFocus={(focus) => {
						focusGoTo.current = focus;
					}}
					onLeave={focusGrid}
				/>
				<span class="data-position">{positionText(status, rowCount, columns.length)}</span>
				<span class="data-notice" role="status">
					{notice}
				</span>
			</div>
			<div class={isValueOpen ? 'data-area with-value' : 'data-area'}>
				<div class="grid-host" ref={host}>
					{rowCount === 0 && <div class="no-rows">No rows</div>}
				</div>
				{isValueOpen && column && (
					<ValuePanel
						column={column}
						row={status.row}
						value={status.value}
						onCopy={(text) => {
							client.call('copyText', { text }).then(
								() => setNotice('Copied the value'),
								(error: unknown) => setNotice(`Not copied: ${messageOf(error)}`),
							);
						}}
						onClose={() => {
							setValueOpen(false);
							focusGrid();
						}}
					/>
				)}
			</div>
			{status.failure && (
				<FailureBar
					what={`Rows ${formatCount(status.failure.start + 1)} to ${formatCount(status.failure.end)} could not be read.`}
					error={status.failure.error}
					onRetry={() => parts.current?.cache.retry()}
				/>
			)}
		</div>
	);
}

function positionText({ row, column }: GridStatus, rowCount: number, columnCount: number): string {
	if (rowCount === 0) return '';
	return `Row ${formatCount(row + 1)}, column ${formatCount(column + 1)} of ${formatCount(columnCount)}`;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
