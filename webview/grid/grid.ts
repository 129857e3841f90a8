import type { Disposable } from '../../src/base/disposables';
import type { WireRow } from '../../src/rpc/values';
import { isNumberType } from '../../src/rpc/valueType';
import { cellText } from './cellText';
import {
	type ColumnLayout,
	clampColumnWidth,
	columnAt,
	layOutColumns,
	leftToReveal,
	visibleColumns,
} from './columnLayout';
import { element, setAttribute } from './element';
import type { GridColumn } from './gridColumn';
import { commandForKey, type GridCommand } from './gridKeys';
import { HeaderView } from './headerView';
import { RowView } from './rowView';
import {
	clampTop,
	isCompressed,
	maxTop,
	type ScrollGeometry,
	scrollForTop,
	sizerHeight,
	topForScroll,
	topToCentre,
	topToReveal,
	visibleRows,
} from './scrollModel';
import {
	type CellPosition,
	type CellRange,
	firstCell,
	type GridSize,
	moveTo,
	rangeOf,
	type Selection,
	selectAll,
	selectColumn,
	selectRow,
} from './selection';
import { type TextMeasurer, textMeasurer } from './textWidth';

const rowHeight = 24;
const headerHeight = 44;
/** Left and right padding of a cell and its border. */
const cellPadding = 18;
const widestFit = 420;
const widestFirstFit = 280;
/** Columns that are fitted when the first rows arrive; the rest keep a width by their name. */
const fittedColumns = 200;

/** Rows as the grid draws them: synchronously, whether they have arrived or not. */
export interface GridRows {
	row(index: number): WireRow | undefined;
	failureIn(start: number, end: number): unknown;
	/** Says which rows are in view, so that they can be fetched. */
	show(start: number, end: number): void;
}

/** What of a grid outlives it. */
export interface GridView {
	readonly row: number;
	readonly column: number;
	readonly top: number;
	readonly left: number;
	readonly widths: readonly number[];
}

export interface GridOptions {
	readonly label: string;
	readonly columns: readonly GridColumn[];
	readonly rowCount: number;
	readonly rows: GridRows;
	readonly view?: GridView | undefined;
	/** The active cell, the selection, the place or a width has changed. */
	readonly onChange: () => void;
	/** A command that is not about moving in the grid. */
	readonly onCommand: (command: 'copy' | 'goToRow' | 'openValue' | 'cancel') => void;
}

/**
 * A table of any number of rows as an ARIA grid. It has elements for what is in view only and fills them again as
 * that changes; the focus stays on the grid itself, which names its active cell.
 */
export class Grid implements Disposable {
	readonly #options: GridOptions;
	readonly #root = element('grid', 'grid');
	readonly #sizer = element('grid-sizer', 'presentation');
	readonly #clip = element('grid-clip', 'presentation');
	readonly #body = element('grid-body', 'rowgroup');
	readonly #header: HeaderView;
	readonly #observer = new ResizeObserver(() => this.#measure());
	readonly #activeId = `grid-active-${crypto.randomUUID()}`;
	readonly #gutterWidth: number;
	readonly #size: GridSize;
	readonly #rows: RowView[] = [];
	#firstDrawn = 0;
	readonly #widths: number[];
	#layout: ColumnLayout;
	#mustFit: boolean;
	#selection: Selection = firstCell;
	#top: number;
	#left: number;
	#viewHeight = 0;
	#viewWidth = 0;
	/** Where this grid put `scrollTop`; a scroll event from elsewhere is the user's. */
	#expectedScroll = 0;
	#frame: number | undefined;

	constructor(host: HTMLElement, options: GridOptions) {
		const { columns, rowCount, view } = options;
		this.#options = options;
		this.#size = { rowCount, columnCount: columns.length };
		this.#gutterWidth = Math.max(44, rowCount.toLocaleString('en-US').length * 8 + 20);
		this.#mustFit = view?.widths.length !== columns.length;
		this.#widths = this.#mustFit ? columns.map(widthByName) : [...(view?.widths ?? [])];
		this.#layout = layOutColumns(this.#widths);
		this.#top = view?.top ?? 0;
		this.#left = view?.left ?? 0;
		if (view) this.#selection = moveTo(firstCell, view, this.#size, { extend: false });
		this.#header = new HeaderView(columns, {
			onSelect: (column, extend) => this.#select(selectColumn(this.#selection, column, extend)),
			onSelectAll: () => this.#select(selectAll(this.#selection)),
			onResize: (column, width) => this.resizeColumn(column, width),
			onFit: (column) => this.fitColumn(column),
		});
		this.#build(host);
		this.#measure();
	}

	get active(): CellPosition {
		return this.#selection.active;
	}

	/** Rows in view, half-open. */
	get rowsInView(): { readonly start: number; readonly end: number } {
		return visibleRows(this.#geometry, this.#top);
	}

	get selectedRange(): CellRange {
		return rangeOf(this.#selection, this.#size);
	}

	get view(): GridView {
		const { row, column } = this.#selection.active;
		return { row, column, top: this.#top, left: this.#left, widths: this.#widths };
	}

	focus(): void {
		this.#root.focus({ preventScroll: true });
	}

	/** Makes a row's cell active and brings it into the middle of the view. */
	goToRow(row: number): void {
		const target = { row, column: this.#selection.active.column };
		this.#selection = moveTo(this.#selection, target, this.#size, { extend: false });
		this.#scrollTo(topToCentre(this.#geometry, this.#selection.active.row));
		this.#changed();
	}

	/** Draws again after rows have arrived or failed. */
	refresh(): void {
		this.#schedule();
	}

	resizeColumn(column: number, width: number): void {
		this.#widths[column] = clampColumnWidth(width);
		this.#layOut();
		this.#changed();
	}

	/** Makes a column as wide as what is in view of it, within reason. */
	fitColumn(column: number): void {
		const fit = this.#fitWidth(column, this.#measurers, widestFit);
		if (fit !== undefined) this.resizeColumn(column, fit);
	}

	dispose(): void {
		if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
		this.#observer.disconnect();
		this.#root.remove();
	}

	get #geometry(): ScrollGeometry {
		return { rowCount: this.#size.rowCount, rowHeight, viewHeight: this.#viewHeight };
	}

	get #laneWidth(): number {
		return Math.max(0, this.#viewWidth - this.#gutterWidth);
	}

	get #measurers(): { readonly header: TextMeasurer; readonly body: TextMeasurer } {
		return { header: textMeasurer(this.#header.corner), body: textMeasurer(this.#body) };
	}

	#build(host: HTMLElement): void {
		const root = this.#root;
		root.tabIndex = 0;
		setAttribute(root, 'aria-label', this.#options.label);
		setAttribute(root, 'aria-multiselectable', 'true');
		setAttribute(root, 'aria-readonly', 'true');
		setAttribute(root, 'aria-rowcount', String(this.#size.rowCount + 1));
		setAttribute(root, 'aria-colcount', String(this.#size.columnCount + 1));
		root.style.setProperty('--grid-gutter', `${this.#gutterWidth}px`);
		this.#clip.append(this.#header.element, this.#body);
		this.#sizer.append(this.#clip);
		root.append(this.#sizer);
		host.append(root);
		root.addEventListener('scroll', () => this.#onScroll(), { passive: true });
		root.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
		root.addEventListener('keydown', (event) => this.#onKey(event));
		this.#body.addEventListener('pointerdown', (event) => this.#onPointerDown(event));
		this.#body.addEventListener('dblclick', () => this.#options.onCommand('openValue'));
		this.#observer.observe(root);
		this.#layOut();
	}

	#measure(): void {
		const wasHidden = this.#viewHeight <= 0;
		const { start, end } = this.rowsInView;
		const { row } = this.#selection.active;
		this.#viewHeight = this.#root.clientHeight - headerHeight;
		this.#viewWidth = this.#root.clientWidth;
		if (this.#viewHeight <= 0) return;
		this.#clip.style.height = `${this.#root.clientHeight}px`;
		this.#clip.style.width = `${this.#viewWidth}px`;
		// A hidden element loses its place; the geometry of a resized one has changed.
		if (wasHidden) this.#root.scrollLeft = this.#left;
		const isActiveInView = row >= start && row < end;
		this.#scrollTo(isActiveInView ? topToReveal(this.#geometry, this.#top, row) : this.#top);
	}

	#layOut(): void {
		this.#layout = layOutColumns(this.#widths);
		this.#sizer.style.height = `${sizerHeight(this.#geometry) + headerHeight}px`;
		this.#sizer.style.width = `${this.#gutterWidth + this.#layout.width}px`;
		this.#schedule();
	}

	#onScroll(): void {
		if (this.#viewHeight <= 0) return;
		// The browser moves the scroll bar when the grid's size changes; that is not the user's doing.
		if (this.#root.clientHeight - headerHeight !== this.#viewHeight) {
			this.#measure();
			return;
		}
		const { scrollTop, scrollLeft } = this.#root;
		this.#left = scrollLeft;
		if (Math.abs(scrollTop - this.#expectedScroll) > 1.5) {
			this.#expectedScroll = scrollTop;
			this.#top = topForScroll(this.#geometry, scrollTop);
		}
		this.#changed();
	}

	/** Where a pixel of the scroll bar is many rows, the wheel moves the rows and the bar follows. */
	#onWheel(event: WheelEvent): void {
		if (event.ctrlKey || event.shiftKey || event.deltaY === 0 || !isCompressed(this.#geometry)) return;
		event.preventDefault();
		const unit = [1, rowHeight, this.#viewHeight][event.deltaMode] ?? 1;
		if (event.deltaX !== 0) this.#root.scrollLeft += event.deltaX * unit;
		this.#scrollTo(this.#top + event.deltaY * unit);
		this.#changed();
	}

	#onKey(event: KeyboardEvent): void {
		const rowsPerPage = Math.max(1, Math.floor(this.#viewHeight / rowHeight) - 1);
		const press = {
			key: event.key,
			shiftKey: event.shiftKey,
			altKey: event.altKey,
			modifier: event.ctrlKey || event.metaKey,
		};
		const command = commandForKey(press, this.#selection.active, this.#size, rowsPerPage);
		if (!command) return;
		event.preventDefault();
		this.#run(command);
	}

	#run(command: GridCommand): void {
		const selection = this.#selection;
		const { row, column } = selection.active;
		switch (command.kind) {
			case 'move':
				this.#moveTo(command.to, command.extend);
				break;
			case 'selectAll':
				this.#select(selectAll(selection));
				break;
			case 'selectRow':
				this.#select(selectRow(selection, row, false));
				break;
			case 'selectColumn':
				this.#select(selectColumn(selection, column, false));
				break;
			case 'resizeColumn':
				this.resizeColumn(column, (this.#widths[column] ?? 0) + command.byPixels);
				break;
			case 'fitColumn':
				this.fitColumn(column);
				break;
			default:
				this.#options.onCommand(command.kind);
				break;
		}
	}

	#onPointerDown(event: PointerEvent): void {
		if (event.button !== 0 || this.#size.rowCount === 0) return;
		event.preventDefault();
		this.focus();
		const body = this.#body;
		const inGutter = event.clientX - body.getBoundingClientRect().left < this.#gutterWidth;
		const reach = (moved: PointerEvent, extend: boolean) => {
			const cell = this.#cellAt(moved);
			if (inGutter) this.#select(selectRow(this.#selection, cell.row, extend), { reveal: true });
			else this.#moveTo(cell, extend);
		};
		reach(event, event.shiftKey);
		const move = (moved: PointerEvent) => reach(moved, true);
		const end = () => {
			body.removeEventListener('pointermove', move);
			body.removeEventListener('lostpointercapture', end);
		};
		body.setPointerCapture(event.pointerId);
		body.addEventListener('pointermove', move);
		body.addEventListener('lostpointercapture', end);
	}

	#cellAt({ clientX, clientY }: PointerEvent): CellPosition {
		const box = this.#body.getBoundingClientRect();
		const row = Math.floor((clientY - box.top + this.#top) / rowHeight);
		const column = columnAt(this.#layout, clientX - box.left - this.#gutterWidth + this.#left);
		return { row: Math.max(0, Math.min(this.#size.rowCount - 1, row)), column };
	}

	#moveTo(target: CellPosition, extend: boolean): void {
		if (this.#size.rowCount === 0) return;
		this.#select(moveTo(this.#selection, target, this.#size, { extend }), { reveal: true });
	}

	#select(selection: Selection, { reveal = false } = {}): void {
		this.#selection = selection;
		if (reveal) {
			const { row, column } = selection.active;
			const left = leftToReveal(this.#layout, this.#left, this.#laneWidth, column);
			if (left !== this.#left) this.#root.scrollLeft = this.#left = Math.round(left);
			this.#scrollTo(topToReveal(this.#geometry, this.#top, row));
		}
		this.#changed();
	}

	#scrollTo(top: number): void {
		const geometry = this.#geometry;
		this.#top = this.#viewHeight <= 0 ? top : clampTop(geometry, top);
		if (this.#viewHeight > 0) {
			this.#expectedScroll = maxTop(geometry) === 0 ? 0 : scrollForTop(geometry, this.#top);
			this.#root.scrollTop = this.#expectedScroll;
		}
		this.#schedule();
	}

	#changed(): void {
		this.#schedule();
		this.#options.onChange();
	}

	#schedule(): void {
		this.#frame ??= requestAnimationFrame(() => {
			this.#frame = undefined;
			this.#draw();
		});
	}

	#draw(): void {
		if (this.#viewHeight <= 0) return;
		const { rows } = this.#options;
		const visible = visibleRows(this.#geometry, this.#top);
		if (visible.end > visible.start) rows.show(visible.start, visible.end);
		if (this.#mustFit && rows.row(visible.start)) this.#fitFirst();
		const columns = visibleColumns(this.#layout, this.#left, this.#laneWidth);
		const laneX = this.#gutterWidth - this.#left;
		const range = this.selectedRange;
		this.#header.show(this.#layout, columns, laneX, range);
		this.#recycle(visible.start, visible.end - visible.start);
		for (const [offset, view] of this.#rows.entries()) {
			const index = visible.start + offset;
			const row = rows.row(index);
			view.place(offset * rowHeight - visible.offset, laneX);
			view.show(
				{
					index,
					row,
					failed: !row && rows.failureIn(index, index + 1) !== undefined,
					columns: this.#options.columns,
					columnStart: columns.start,
					columnEnd: columns.end,
					layout: this.#layout,
				},
				{ range, active: this.#selection.active, activeId: this.#activeId },
			);
		}
		this.#nameActive(visible, columns);
	}

	#nameActive(
		rows: { readonly start: number; readonly end: number },
		columns: { readonly start: number; readonly end: number },
	): void {
		const { row, column } = this.#selection.active;
		const isHere = row >= rows.start && row < rows.end && column >= columns.start && column < columns.end;
		setAttribute(this.#root, 'aria-activedescendant', isHere ? this.#activeId : undefined);
	}

	/** Moves the rows that went out of view to the other end, so that the rest keep what they show. */
	#recycle(first: number, count: number): void {
		const shift = first - this.#firstDrawn;
		this.#firstDrawn = first;
		if (shift > 0 && shift < this.#rows.length) {
			const gone = this.#rows.splice(0, shift);
			this.#rows.push(...gone);
			this.#body.append(...gone.map((view) => view.element));
		} else if (shift < 0 && -shift < this.#rows.length) {
			const gone = this.#rows.splice(shift);
			this.#rows.unshift(...gone);
			this.#body.prepend(...gone.map((view) => view.element));
		}
		while (this.#rows.length < count) {
			const view = new RowView();
			this.#rows.push(view);
			this.#body.append(view.element);
		}
		for (const view of this.#rows.splice(count)) view.element.remove();
	}

	#fitFirst(): void {
		this.#mustFit = false;
		const measurers = this.#measurers;
		const count = Math.min(fittedColumns, this.#widths.length);
		for (let column = 0; column < count; column++) {
			// A number that is cut looks like another number.
			const widest = isNumberType(this.#options.columns[column]?.type ?? '') ? widestFit : widestFirstFit;
			this.#widths[column] = this.#fitWidth(column, measurers, widest) ?? this.#widths[column] ?? 0;
		}
		this.#layOut();
	}

	#fitWidth(
		column: number,
		{ header, body }: { readonly header: TextMeasurer; readonly body: TextMeasurer },
		widest: number,
	): number | undefined {
		const shown = this.#options.columns[column];
		if (!shown) return undefined;
		const icon = shown.isPartition ? 20 : 0;
		let width = Math.max(header(shown.name, true) + icon, Math.min(140, header(shown.type)));
		const { start, end } = visibleRows(this.#geometry, this.#top);
		for (let index = start; index < end; index++) {
			const row = this.#options.rows.row(index);
			if (row) width = Math.max(width, body(cellText(row[column] ?? null, shown).text));
		}
		return clampColumnWidth(Math.min(widest, Math.max(64, Math.ceil(width) + cellPadding)));
	}
}

function widthByName({ name, type }: GridColumn): number {
	return clampColumnWidth(
		Math.min(200, Math.max(80, Math.max(name.length, Math.min(14, type.length)) * 8 + 26)),
	);
}
