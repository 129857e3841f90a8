import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WireRow } from '../../../../src/rpc/values';
import { RowCache } from '../../../../webview/grid/rowCache';

interface Request {
	readonly start: number;
	readonly end: number;
	readonly signal: AbortSignal;
	answer(): Promise<void>;
	fail(error: unknown): Promise<void>;
}

/** A source whose requests the test answers, and a cache over it. */
function cacheOf(rowCount: number) {
	const requests: Request[] = [];
	const onChange = vi.fn();
	const cache = new RowCache(
		{
			readRows(start, end, signal) {
				const { promise, resolve, reject } = deferred();
				signal.addEventListener('abort', () => reject(signal.reason));
				requests.push({
					start,
					end,
					signal,
					answer: async () => {
						resolve(Array.from({ length: end - start }, (_, offset) => [start + offset]));
						await settle();
					},
					fail: async (error) => {
						reject(error);
						await settle();
					},
				});
				return promise;
			},
		},
		{ rowCount, onChange },
	);
	return { cache, requests, onChange };
}

function deferred() {
	let resolve: (rows: readonly WireRow[]) => void = () => {};
	let reject: (error: unknown) => void = () => {};
	const promise = new Promise<readonly WireRow[]>((onResolve, onReject) => {
		resolve = onResolve;
		reject = onReject;
	});
	return { promise, resolve, reject };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const standStill = () => vi.advanceTimersByTimeAsync(30);

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

describe('the row cache', () => {
	it('requests whole pages once the view stands still, and gives their rows', async () => {
		const { cache, requests, onChange } = cacheOf(1_000_000);
		cache.show(1000, 1030);
		expect(requests).toEqual([]);
		await standStill();
		expect(requests.map(({ start, end }) => [start, end])).toEqual([
			[800, 1000],
			[1000, 1200],
		]);
		expect(cache.row(1010)).toBeUndefined();
		await requests[1]?.answer();
		expect(cache.row(1010)).toEqual([1010]);
		expect(onChange).toHaveBeenCalledTimes(1);
	});

	it('requests nothing for the places that a drag passes', async () => {
		const { cache, requests } = cacheOf(100_000_000);
		for (let step = 1; step <= 100; step++) {
			cache.show(step * 10_000 + 50, step * 10_000 + 80);
			await vi.advanceTimersByTimeAsync(16);
		}
		await standStill();
		expect(requests.map(({ start }) => start)).toEqual([1_000_000]);
	});

	it('requests a page once', async () => {
		const { cache, requests } = cacheOf(1000);
		cache.show(50, 80);
		await standStill();
		cache.show(60, 90);
		await standStill();
		await requests[0]?.answer();
		cache.show(300, 320);
		await standStill();
		cache.show(50, 80);
		await standStill();
		expect(requests.map(({ start }) => start)).toEqual([0, 200]);
	});

	it('ends with the table', async () => {
		const { cache, requests } = cacheOf(250);
		cache.show(220, 250);
		await standStill();
		expect(requests.map(({ start, end }) => [start, end])).toEqual([
			[0, 200],
			[200, 250],
		]);
	});

	it('abandons requests for rows that are out of view, and asks again when they are back', async () => {
		const { cache, requests, onChange } = cacheOf(1_000_000);
		cache.show(50, 80);
		await standStill();
		cache.show(90_050, 90_080);
		expect(requests[0]?.signal.aborted).toBe(true);
		cache.show(50, 80);
		await standStill();
		expect(requests.map(({ start }) => start)).toEqual([0, 0]);
		await requests[1]?.answer();
		expect(cache.row(50)).toEqual([50]);
		expect(cache.failureIn(0, 200)).toBeUndefined();
		expect(onChange).toHaveBeenCalledTimes(1);
	});

	it('says which rows failed, and requests them again when it is told to', async () => {
		const { cache, requests, onChange } = cacheOf(1000);
		const error = new Error('unreadable');
		cache.show(250, 280);
		await standStill();
		await requests[0]?.fail(error);
		expect(cache.failureIn(250, 280)).toEqual({ error, start: 200, end: 400 });
		expect(cache.failureIn(0, 200)).toBeUndefined();
		expect(onChange).toHaveBeenCalledTimes(1);
		cache.show(255, 285);
		await standStill();
		expect(requests.length).toBe(1);
		cache.retry();
		await requests[1]?.answer();
		expect(cache.failureIn(250, 280)).toBeUndefined();
		expect(cache.row(250)).toEqual([250]);
	});

	it('fails a page that has fewer rows than the table', async () => {
		const onChange = vi.fn();
		const cache = new RowCache({ readRows: async () => [[1]] }, { rowCount: 100, onChange });
		cache.show(0, 30);
		await standStill();
		expect(cache.failureIn(0, 100)?.error).toBeInstanceOf(Error);
		expect(cache.row(0)).toBeUndefined();
	});

	it('keeps the pages that were used last', async () => {
		const { cache, requests } = cacheOf(1_000_000);
		for (let page = 0; page <= 70; page++) {
			cache.show(page * 200 + 50, page * 200 + 80);
			await standStill();
			await requests.at(-1)?.answer();
		}
		expect(cache.row(50)).toBeUndefined();
		expect(cache.row(70 * 200)).toEqual([14_000]);
		expect(cache.row(20 * 200)).toEqual([4000]);
	});

	it('abandons everything when it is disposed', async () => {
		const { cache, requests, onChange } = cacheOf(1000);
		cache.show(50, 80);
		await standStill();
		cache.dispose();
		await settle();
		expect(requests[0]?.signal.aborted).toBe(true);
		expect(onChange).not.toHaveBeenCalled();
	});
});

describe('a long read', () => {
	async function read(cache: RowCache, start: number, end: number, signal = new AbortController().signal) {
		const rows: WireRow[] = [];
		for await (const part of cache.read(start, end, signal)) rows.push(...part);
		return rows;
	}
	const source = {
		readRows: vi.fn(async (start: number, end: number) =>
			Array.from({ length: end - start }, (_, offset): WireRow => [start + offset]),
		),
	};

	it('gives every row in order, in few requests', async () => {
		source.readRows.mockClear();
		const rows = await read(new RowCache(source, { rowCount: 1e6, onChange: () => {} }), 150, 12_345);
		expect(rows.length).toBe(12_195);
		expect(rows.every(([value], at) => value === at + 150)).toBe(true);
		expect(source.readRows.mock.calls.map(([start, end]) => [start, end])).toEqual([
			[150, 5150],
			[5150, 10_150],
			[10_150, 12_345],
		]);
	});

	it('does not read again what is here', async () => {
		const cache = new RowCache(source, { rowCount: 1000, onChange: () => {} });
		cache.show(50, 80);
		await standStill();
		source.readRows.mockClear();
		expect((await read(cache, 150, 210)).length).toBe(60);
		expect(source.readRows.mock.calls.map(([start, end]) => [start, end])).toEqual([[200, 210]]);
	});

	it('rejects when it is aborted instead of ending early', async () => {
		const controller = new AbortController();
		const cache = new RowCache(source, { rowCount: 1e6, onChange: () => {} });
		const reading = (async () => {
			for await (const _ of cache.read(0, 20_000, controller.signal)) controller.abort(new Error('enough'));
		})();
		await expect(reading).rejects.toThrow('enough');
	});

	it('rejects when rows are missing', async () => {
		const cache = new RowCache({ readRows: async () => [] }, { rowCount: 10, onChange: () => {} });
		await expect(read(cache, 0, 10)).rejects.toThrow();
	});
});
