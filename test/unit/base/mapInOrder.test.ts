import { describe, expect, it } from 'vitest';
import { mapInOrder } from '../../../src/base/mapInOrder';

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const item of items) all.push(item);
	return all;
}

describe('mapping in order', () => {
	it('yields each item with its result, whichever is done first', async () => {
		const slow = async (item: number): Promise<number> => {
			for (let turns = 10 - item; turns > 0; turns--) await Promise.resolve();
			return item * 2;
		};
		expect(await collect(mapInOrder([1, 2, 3], slow, 2))).toEqual([
			[1, 2],
			[2, 4],
			[3, 6],
		]);
		expect(await collect(mapInOrder([], slow, 2))).toEqual([]);
	});

	it('starts no more than it may, and nothing after the consumer stops', async () => {
		const started: number[] = [];
		const start = async (item: number): Promise<number> => {
			started.push(item);
			return item;
		};
		for await (const [item] of mapInOrder([1, 2, 3, 4, 5], start, 2)) {
			if (item === 1) expect(started).toEqual([1, 2]);
			if (item === 2) break;
		}
		expect(started).toEqual([1, 2, 3]);
	});

	it('fails at the item that failed, without leaving the failures after it unhandled', async () => {
		const seen: number[] = [];
		const fail = async (item: number): Promise<number> => {
			if (item > 1) throw new Error(`item ${item}`);
			return item;
		};
		const run = async (): Promise<void> => {
			for await (const [item] of mapInOrder([1, 2, 3], fail, 3)) seen.push(item);
		};
		await expect(run()).rejects.toThrow('item 2');
		expect(seen).toEqual([1]);
	});
});
