import { describe, expect, it } from 'vitest';
import { decodeRoaringBitmap64, MalformedBitmap } from '../../../src/delta/roaringBitmap';
import { arrayContainer, bitmap32, bitmap64, bitsContainer, runContainer, u32 } from './roaringBytes';

const decode = (bytes: Uint8Array, cardinality: number): readonly number[] =>
	[...decodeRoaringBitmap64(bytes, cardinality)].map(Number);
const manyEven = Array.from({ length: 5000 }, (_, index) => index * 13);

describe('a roaring bitmap', () => {
	it('may be empty', () => {
		expect(decode(bitmap64(), 0)).toEqual([]);
	});

	it('holds arrays, in several containers', () => {
		const bytes = bitmap64([0, bitmap32(arrayContainer(0, [0, 5, 65535]), arrayContainer(2, [1]))]);
		expect(decode(bytes, 4)).toEqual([0, 5, 65535, 131073]);
	});

	it('holds an array of the greatest length', () => {
		const values = Array.from({ length: 4096 }, (_, index) => index * 2);
		expect(decode(bitmap64([0, bitmap32(arrayContainer(0, values))]), 4096)).toEqual(values);
	});

	it('holds bit sets, up to the last bit', () => {
		const values = [...manyEven, 65535];
		const bytes = bitmap64([0, bitmap32(bitsContainer(1, values))]);
		expect(decode(bytes, values.length)).toEqual(values.map((value) => 65536 + value));
		const highest = Array.from({ length: 4097 }, (_, index) => 31 + index);
		expect(decode(bitmap64([0, bitmap32(bitsContainer(0, highest))]), 4097)).toEqual(highest);
	});

	it('holds runs, with and without offsets before them', () => {
		const short = bitmap64([0, bitmap32(runContainer(0, [3, 2], [10, 0]), arrayContainer(1, [7]))]);
		expect(decode(short, 5)).toEqual([3, 4, 5, 10, 65543]);
		const long = bitmap32(
			arrayContainer(0, [1]),
			runContainer(1, [0, 1]),
			arrayContainer(2, [2]),
			runContainer(3, [65534, 1]),
		);
		expect(decode(bitmap64([0, long]), 6)).toEqual([1, 65536, 65537, 131074, 262142, 262143]);
	});

	it('holds numbers beyond 32 bits', () => {
		const bytes = bitmap64(
			[0, bitmap32(arrayContainer(0, [9]))],
			[3, bitmap32(arrayContainer(65535, [65535]))],
		);
		expect([...decodeRoaringBitmap64(bytes, 2)]).toEqual([9n, 3n * 2n ** 32n + 2n ** 32n - 1n]);
	});

	const good = bitmap64([0, bitmap32(arrayContainer(0, [1, 2]))]);
	it.each([
		['ends too early', good.slice(0, -1), 2],
		['has no bytes', new Uint8Array(0), 0],
		['holds fewer numbers than it should', good, 3],
		['holds more numbers than it should', good, 1],
		['cannot hold so many numbers', good, 2 ** 40],
		['has another cookie', bitmap64([0, u32(12345, 0)]), 0],
		['has numbers out of order', bitmap64([0, bitmap32(arrayContainer(0, [2, 1]))]), 2],
		['has a number twice', bitmap64([0, bitmap32(arrayContainer(0, [2, 2]))]), 2],
		[
			'has containers out of order',
			bitmap64([0, bitmap32(arrayContainer(1, [1]), arrayContainer(0, [1]))]),
			2,
		],
		[
			'has buckets out of order',
			bitmap64([1, bitmap32(arrayContainer(0, [1]))], [1, bitmap32(arrayContainer(0, [2]))]),
			2,
		],
		['has a run that leaves its container', bitmap64([0, bitmap32(runContainer(0, [65535, 1]))]), 2],
		[
			'has a bit set of another cardinality',
			bitmap64([0, bitmap32({ ...bitsContainer(0, manyEven), cardinality: 5001 })]),
			5000,
		],
		['claims too many containers', bitmap64([0, u32(12346, 65537)]), 0],
	])('is refused when it %s', (_, bytes, cardinality) => {
		expect(() => decodeRoaringBitmap64(bytes, cardinality)).toThrow(MalformedBitmap);
	});
});
