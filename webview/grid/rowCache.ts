import type { WireRow } from '../../src/rpc/values';

/** Rows per request; a page is fetched whole, so scrolling by a line costs nothing. */
export const pageRows = 200;
/** Cells kept, roughly; the pages that were not in view for longest are dropped first. */
const maxCells = 1_000_000;
/** Pages kept at most, where rows are narrow. */
const maxPages = 60;
/** Rows fetched ahead of the view on both sides. */
const marginRows = 40;
/** Rows per request of a long read. */
const bulkRows = 5000;

/** Where rows come from. */
export interface RowSource {
	/** @throws the signal's reason when aborted; a fault when the rows cannot be read. */
	readRows(start: number, end: number, signal: AbortSignal): Promise<readonly WireRow[]>;
}

export interface RowCacheOptions {
	readonly rowCount: number;
	/** Called when rows or failures have arrived. */
	readonly onChange: () => void;
	/** How long a view must stand still before its rows are requested. */
	readonly settleMs?: number;
}

/** Rows already here, by page. `row` never waits, so that painting does not; `show` fetches what a view needs. */
export class RowCache {
	readonly #source: RowSource;
	readonly #options: RowCacheOptions;
	/** In the order of their use, oldest first. */
	readonly #pages = new Map<number, readonly WireRow[]>();
	readonly #running = new Map<number, AbortController>();
	readonly #failures = new Map<number, unknown>();
	#wanted: readonly number[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#disposed = false;

	constructor(source: RowSource, options: RowCacheOptions) {
		this.#source = source;
		this.#options = options;
	}

	/** The row, or `undefined` while it is not here. */
	row(index: number): WireRow | undefined {
		return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows];
	}

	/** Why a row of `[start, end)` could not be read, and which rows it stands for; `undefined` if none failed. */
	failureIn(
		start: number,
		end: number,
	): { readonly error: unknown; readonly start: number; readonly end: number } | undefined {
		for (const page of pagesOf(start, end)) {
			if (!this.#failures.has(page)) continue;
			return { error: this.#failures.get(page), ...this.#bounds(page) };
		}
		return undefined;
	}

	/**
	 * Says which rows are in view. Requests what is missing once the view has stood still, and abandons requests for
	 * rows that are no longer near it. Rows that failed are not requested again before `retry`.
	 */
	show(start: number, end: number): void {
		const from = Math.max(0, start - marginRows);
		const to = Math.min(this.#options.rowCount, end + marginRows);
		const wanted = pagesOf(from, to);
		if (sameNumbers(wanted, this.#wanted)) return;
		this.#wanted = wanted;
		for (const page of wanted) this.#touch(page);
		for (const [page, controller] of this.#running) {
			if (wanted.includes(page)) continue;
			controller.abort();
			this.#running.delete(page);
		}
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#request(), this.#options.settleMs ?? 30);
	}

	/** Requests the rows in view that failed once more. */
	retry(): void {
		this.#failures.clear();
		this.#options.onChange();
		this.#request();
	}

	/**
	 * Reads `[start, end)` in order, from the pages that are here and else from the source, without keeping them.
	 *
	 * @throws what the source throws.
	 */
	async *read(start: number, end: number, signal: AbortSignal): AsyncGenerator<readonly WireRow[]> {
		let next = start;
		while (next < end) {
			signal.throwIfAborted();
			const page = this.#pages.get(Math.floor(next / pageRows));
			const offset = next % pageRows;
			const rows =
				page?.slice(offset, offset + (end - next)) ??
				(await this.#source.readRows(next, Math.min(end, next + bulkRows), signal));
			if (rows.length === 0) throw new Error(`no rows came back from row ${next + 1} on`);
			yield rows;
			next += rows.length;
		}
	}

	/** Abandons everything that still runs. */
	dispose(): void {
		this.#disposed = true;
		clearTimeout(this.#timer);
		for (const controller of this.#running.values()) controller.abort();
	}

	#request(): void {
		if (this.#disposed) return;
		for (const page of this.#wanted) {
			if (!this.#pages.has(page) && !this.#running.has(page) && !this.#failures.has(page)) {
				void this.#fetch(page);
			}
		}
	}

	async #fetch(page: number): Promise<void> {
		const controller = new AbortController();
		this.#running.set(page, controller);
		const { start, end } = this.#bounds(page);
		try {
			const rows = await this.#source.readRows(start, end, controller.signal);
			if (controller.signal.aborted) return;
			if (rows.length !== end - start) {
				throw new Error(`asked for ${end - start} rows from row ${start + 1} on, got ${rows.length}`);
			}
			this.#pages.set(page, rows);
			this.#dropOldest(rows[0]?.length ?? 0);
		} catch (error) {
			if (controller.signal.aborted) return;
			this.#failures.set(page, error);
		} finally {
			if (this.#running.get(page) === controller) this.#running.delete(page);
		}
		this.#options.onChange();
	}

	#touch(page: number): void {
		const rows = this.#pages.get(page);
		if (!rows) return;
		this.#pages.delete(page);
		this.#pages.set(page, rows);
	}

	#dropOldest(columnCount: number): void {
		const room = Math.min(maxPages, Math.ceil(maxCells / (pageRows * Math.max(1, columnCount))));
		for (const page of this.#pages.keys()) {
			if (this.#pages.size <= room) return;
			if (!this.#wanted.includes(page)) this.#pages.delete(page);
		}
	}

	#bounds(page: number): { readonly start: number; readonly end: number } {
		return { start: page * pageRows, end: Math.min(this.#options.rowCount, (page + 1) * pageRows) };
	}
}

function pagesOf(start: number, end: number): readonly number[] {
	const pages: number[] = [];
	for (let page = Math.floor(start / pageRows); page * pageRows < end; page++) pages.push(page);
	return pages;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((value, index) => value === b[index]);
}
