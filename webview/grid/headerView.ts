import { isNumberType } from '../../src/rpc/valueType';
import type { ColumnLayout } from './columnLayout';
import { element, setAttribute } from './element';
import type { GridColumn } from './gridColumn';

export interface HeaderEvents {
	readonly onSelect: (column: number, extend: boolean) => void;
	readonly onSelectAll: () => void;
	readonly onResize: (column: number, width: number) => void;
	readonly onFit: (column: number) => void;
}

interface HeaderCell {
	readonly element: HTMLElement;
}

/** The header row: a corner over the row numbers, and the headers of the columns in view. */
export class HeaderView {
	readonly element = element('grid-header', 'rowgroup');
	readonly corner = element('grid-corner', 'columnheader');
	readonly #lane = element('grid-lane', 'presentation');
	readonly #columns: readonly GridColumn[];
	readonly #events: HeaderEvents;
	readonly #cells = new Map<number, HeaderCell>();

	constructor(columns: readonly GridColumn[], events: HeaderEvents) {
		this.#columns = columns;
		this.#events = events;
		const row = element('grid-header-row', 'row');
		setAttribute(row, 'aria-rowindex', '1');
		setAttribute(this.corner, 'aria-colindex', '1');
		this.corner.textContent = '#';
		this.corner.title = 'Select all rows';
		this.corner.addEventListener('click', () => events.onSelectAll());
		row.append(this.corner, this.#lane);
		this.element.append(row);
	}

	show(
		layout: ColumnLayout,
		visible: { readonly start: number; readonly end: number },
		laneX: number,
		selected: { readonly columnStart: number; readonly columnEnd: number },
	): void {
		this.#lane.style.transform = `translateX(${laneX}px)`;
		for (const [at, cell] of this.#cells) {
			if (at >= visible.start && at < visible.end) continue;
			cell.element.remove();
			this.#cells.delete(at);
		}
		for (let at = visible.start; at < visible.end; at++) {
			const cell = this.#cells.get(at) ?? this.#add(at);
			const left = layout.edges[at] ?? 0;
			cell.element.style.left = `${left}px`;
			cell.element.style.width = `${(layout.edges[at + 1] ?? left) - left}px`;
			cell.element.classList.toggle('in-selection', at >= selected.columnStart && at < selected.columnEnd);
		}
	}

	#add(at: number): HeaderCell {
		const column = this.#columns[at];
		if (!column) throw new RangeError(`there is no column ${at}`);
		const cell = { element: headerElement(column, at) };
		const handle = element('grid-resize');
		handle.setAttribute('aria-hidden', 'true');
		handle.addEventListener('pointerdown', (event) => this.#drag(event, handle, cell.element, at));
		handle.addEventListener('dblclick', () => this.#events.onFit(at));
		handle.addEventListener('click', (event) => event.stopPropagation());
		cell.element.addEventListener('click', (event) => this.#events.onSelect(at, event.shiftKey));
		cell.element.append(handle);
		this.#insert(at, cell);
		return cell;
	}

	/** Keeps the elements in the order of the columns, which is the order that screen readers go by. */
	#insert(at: number, cell: HeaderCell): void {
		const following = [...this.#cells].filter(([other]) => other > at).sort(([a], [b]) => a - b)[0];
		this.#lane.insertBefore(cell.element, following?.[1].element ?? null);
		this.#cells.set(at, cell);
	}

	#drag(event: PointerEvent, handle: HTMLElement, header: HTMLElement, at: number): void {
		if (event.button !== 0) return;
		event.preventDefault();
		const startX = event.clientX;
		const startWidth = header.getBoundingClientRect().width;
		const move = (moved: PointerEvent) => this.#events.onResize(at, startWidth + moved.clientX - startX);
		const end = () => {
			handle.removeEventListener('pointermove', move);
			handle.removeEventListener('lostpointercapture', end);
		};
		handle.setPointerCapture(event.pointerId);
		handle.addEventListener('pointermove', move);
		handle.addEventListener('lostpointercapture', end);
	}
}

function headerElement(column: GridColumn, at: number): HTMLElement {
	const header = element(isNumberType(column.type) ? 'grid-head number' : 'grid-head', 'columnheader');
	setAttribute(header, 'aria-colindex', String(at + 2));
	header.title = column.tooltip;
	const name = element('grid-head-name');
	if (column.isPartition) {
		const key = document.createElement('span');
		key.className = 'codicon codicon-key';
		key.setAttribute('role', 'img');
		key.setAttribute('aria-label', 'partition column');
		name.append(key);
	}
	const label = document.createElement('span');
	label.className = 'grid-head-label';
	label.textContent = column.name;
	name.append(label);
	const type = element('grid-head-type');
	type.textContent = column.type;
	header.append(name, type);
	return header;
}
