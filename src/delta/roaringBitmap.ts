/** Thrown for bytes that are not a bitmap; the caller knows which file they came from. */
export class MalformedBitmap extends Error {
	override readonly name = 'MalformedBitmap';
}

const cookieWithoutRuns = 12346;
const cookieWithRuns = 12347;
/** From this many containers on, a bitmap with runs has offsets too. */
const offsetThreshold = 4;
const maxArrayLength = 4096;
const bitmapWords = 2048;

/**
 * Decodes a 64-bit roaring bitmap in the portable format.
 *
 * @param cardinality how many numbers it must hold.
 * @returns the numbers, ascending.
 * @throws {MalformedBitmap} when the bytes are no such bitmap.
 * @see https://github.com/RoaringBitmap/RoaringFormatSpec#extension-for-64-bit-implementations
 */
export function decodeRoaringBitmap64(bytes: Uint8Array, cardinality: number): BigUint64Array {
	// A run of 65,536 numbers takes four bytes: what claims more than that can't be true, nor be allocated.
	if (cardinality > bytes.length * 16384)
		throw new MalformedBitmap('the cardinality is too large for the size');
	const cursor = new Cursor(bytes);
	const numbers = new Numbers(cardinality);
	const buckets = cursor.uint64();
	let previous = -1;
	for (let bucket = 0; bucket < buckets; bucket++) {
		const high = cursor.uint32();
		if (high <= previous) throw new MalformedBitmap('the buckets are not in order');
		previous = high;
		decodeBitmap32(cursor, high, numbers);
	}
	return numbers.finish();
}

interface Container {
	readonly key: number;
	readonly cardinality: number;
	readonly isRun: boolean;
}

function decodeBitmap32(cursor: Cursor, high: number, numbers: Numbers): void {
	for (const container of readHeader(cursor)) {
		const base = container.key * 65536;
		const before = numbers.count;
		if (container.isRun) decodeRuns(cursor, high, base, numbers);
		else if (container.cardinality <= maxArrayLength) decodeArray(cursor, high, base, container, numbers);
		else decodeBits(cursor, high, base, numbers);
		if (numbers.count - before !== container.cardinality) {
			throw new MalformedBitmap('a container does not hold as many numbers as it says');
		}
	}
}

function readHeader(cursor: Cursor): readonly Container[] {
	const cookie = cursor.uint32();
	const hasRuns = (cookie & 0xffff) === cookieWithRuns;
	if (!hasRuns && cookie !== cookieWithoutRuns) throw new MalformedBitmap(`the cookie is ${cookie}`);
	const count = hasRuns ? (cookie >>> 16) + 1 : cursor.uint32();
	if (count > 65536) throw new MalformedBitmap(`there are ${count} containers`);
	const runFlags = hasRuns ? cursor.bytes(Math.ceil(count / 8)) : new Uint8Array(0);
	const containers = Array.from({ length: count }, (_, index) => ({
		key: cursor.uint16(),
		cardinality: cursor.uint16() + 1,
		isRun: (((runFlags[index >> 3] ?? 0) >> (index & 7)) & 1) === 1,
	}));
	if (!hasRuns || count >= offsetThreshold) cursor.bytes(4 * count);
	return containers;
}

function decodeArray(
	cursor: Cursor,
	high: number,
	base: number,
	{ cardinality }: Container,
	numbers: Numbers,
): void {
	for (let index = 0; index < cardinality; index++) numbers.push(high, base + cursor.uint16());
}

function decodeBits(cursor: Cursor, high: number, base: number, numbers: Numbers): void {
	for (let word = 0; word < bitmapWords; word++) {
		for (let bits = cursor.uint32(); bits !== 0; bits &= bits - 1) {
			numbers.push(high, base + word * 32 + (31 - Math.clz32(bits & -bits)));
		}
	}
}

function decodeRuns(cursor: Cursor, high: number, base: number, numbers: Numbers): void {
	const runs = cursor.uint16();
	for (let run = 0; run < runs; run++) {
		const start = cursor.uint16();
		const end = start + cursor.uint16();
		if (end > 65535) throw new MalformedBitmap('a run leaves its container');
		for (let low = start; low <= end; low++) numbers.push(high, base + low);
	}
}

/** Collects numbers as pairs of 32-bit halves, which is much faster than making a bigint of each. */
class Numbers {
	readonly #halves: Uint32Array;
	readonly #numbers: BigUint64Array;
	#high = -1;
	#low = -1;
	count = 0;

	constructor(cardinality: number) {
		this.#numbers = new BigUint64Array(cardinality);
		this.#halves = new Uint32Array(this.#numbers.buffer);
	}

	push(high: number, low: number): void {
		if (this.count >= this.#numbers.length) throw new MalformedBitmap('it holds more numbers than it should');
		if (high === this.#high && low <= this.#low) throw new MalformedBitmap('the numbers are not in order');
		this.#high = high;
		this.#low = low;
		this.#halves[2 * this.count] = low;
		this.#halves[2 * this.count + 1] = high;
		this.count++;
	}

	finish(): BigUint64Array {
		if (this.count < this.#numbers.length) throw new MalformedBitmap('it holds fewer numbers than it should');
		return this.#numbers;
	}
}

/** Reads little-endian numbers one after another. */
class Cursor {
	readonly #view: DataView;
	readonly #bytes: Uint8Array;
	#position = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	bytes(length: number): Uint8Array {
		const start = this.#advance(length);
		return this.#bytes.subarray(start, start + length);
	}

	uint16(): number {
		return this.#view.getUint16(this.#advance(2), true);
	}

	uint32(): number {
		return this.#view.getUint32(this.#advance(4), true);
	}

	/** Exact below 2^53. */
	uint64(): number {
		return this.uint32() + this.uint32() * 2 ** 32;
	}

	#advance(length: number): number {
		const start = this.#position;
		if (start + length > this.#bytes.length) throw new MalformedBitmap('it ends too early');
		this.#position = start + length;
		return start;
	}
}
