/** Bytes of a deletion vector in the documented layout, for tests. */

export const u16 = (...values: readonly number[]): readonly number[] =>
	values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff]);

export const u32 = (...values: readonly number[]): readonly number[] =>
	values.flatMap((value) => u16(value & 0xffff, value >>> 16));

export interface TestContainer {
	readonly key: number;
	readonly cardinality: number;
	readonly bytes: readonly number[];
	readonly isRun?: boolean;
}

export const arrayContainer = (key: number, values: readonly number[]): TestContainer => ({
	key,
	cardinality: values.length,
	bytes: u16(...values),
});

export const bitsContainer = (key: number, values: readonly number[]): TestContainer => {
	const bytes = new Uint8Array(8192);
	for (const value of values) bytes[value >> 3] = (bytes[value >> 3] ?? 0) | (1 << (value & 7));
	return { key, cardinality: values.length, bytes: [...bytes] };
};

/** @param runs first value and number of values after it. */
export const runContainer = (
	key: number,
	...runs: readonly (readonly [number, number])[]
): TestContainer => ({
	key,
	cardinality: runs.reduce((sum, [, more]) => sum + more + 1, 0),
	bytes: u16(runs.length, ...runs.flat()),
	isRun: true,
});

export function bitmap32(...containers: readonly TestContainer[]): readonly number[] {
	const hasRuns = containers.some(({ isRun }) => isRun);
	const keys = containers.flatMap(({ key, cardinality }) => u16(key, cardinality - 1));
	const content = containers.flatMap(({ bytes }) => bytes);
	const offsets = u32(...containers.map(() => 0xdeadbeef));
	if (!hasRuns) return [...u32(12346, containers.length), ...keys, ...offsets, ...content];
	const flags = new Uint8Array(Math.ceil(containers.length / 8));
	containers.forEach(({ isRun }, index) => {
		if (isRun) flags[index >> 3] = (flags[index >> 3] ?? 0) | (1 << (index & 7));
	});
	return [
		...u16(12347, containers.length - 1),
		...flags,
		...keys,
		...(containers.length >= 4 ? offsets : []),
		...content,
	];
}

export function bitmap64(...buckets: readonly (readonly [number, readonly number[]])[]): Uint8Array {
	return Uint8Array.from([
		...u32(buckets.length, 0),
		...buckets.flatMap(([high, bytes]) => [...u32(high), ...bytes]),
	]);
}
