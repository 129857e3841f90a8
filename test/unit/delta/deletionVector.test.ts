import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/base/crc32';
import type { DeletionVectorDescriptor } from '../../../src/delta/actions';
import {
	decodeDeletionVector,
	decodeDeletionVectorFile,
	deletionVectorFile,
} from '../../../src/delta/deletionVector';
import { faultOf, tablePath } from './memoryLog';
import { arrayContainer, bitmap32, bitmap64, u32 } from './roaringBytes';

const uuid = 'd2c639aa-8816-431a-aaf6-d3fe2512ff61';
const encodedUuid = '^-aqEH.-t@S}K{vb[*k^';
const descriptor = (more: Partial<DeletionVectorDescriptor>): DeletionVectorDescriptor => ({
	storageType: 'u',
	pathOrInlineDv: encodedUuid,
	sizeInBytes: 36,
	cardinality: 6,
	...more,
});

describe('the place of a deletion vector', () => {
	it('is a file of the table, named by a UUID', () => {
		expect(deletionVectorFile(descriptor({ offset: 4 }), tablePath)).toEqual({
			kind: 'file',
			path: `${tablePath}/deletion_vector_${uuid}.bin`,
			start: 4,
			end: 48,
		});
	});

	it('may be in a folder of the table', () => {
		expect(deletionVectorFile(descriptor({ pathOrInlineDv: `ab${encodedUuid}` }), tablePath)).toMatchObject({
			path: `${tablePath}/ab/deletion_vector_${uuid}.bin`,
		});
	});

	it('starts after the version byte when there is no offset', () => {
		expect(deletionVectorFile(descriptor({}), tablePath)).toMatchObject({ start: 1, end: 45 });
	});

	it('may be an absolute path, encoded as a URI', () => {
		const location = { storageType: 'p', pathOrInlineDv: 'file:///x/a%20b.bin', offset: 1 } as const;
		expect(deletionVectorFile(descriptor(location), tablePath)).toMatchObject({ path: '/x/a b.bin' });
	});

	it('may be the log itself', () => {
		const location = deletionVectorFile(
			descriptor({
				storageType: 'i',
				pathOrInlineDv: '^Bg9^0rr910000000000iXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L',
				sizeInBytes: 44,
			}),
			tablePath,
		);
		if (location.kind !== 'inline') throw new Error('not inline');
		expect([...decodeDeletionVector(location.data, 6, 'f')]).toEqual([3n, 4n, 7n, 11n, 18n, 29n]);
	});

	it('leaves out the zero bytes that fill up the last block of an inline one', () => {
		const inline = { storageType: 'i', pathOrInlineDv: 'HelloWorld', sizeInBytes: 5 } as const;
		expect(deletionVectorFile(descriptor(inline), tablePath)).toMatchObject({
			data: Uint8Array.of(0x86, 0x4f, 0xd2, 0x6f, 0xb5),
		});
	});

	it.each([
		{ pathOrInlineDv: 'short' },
		{ pathOrInlineDv: `"${encodedUuid.slice(1)}` },
		{ storageType: 'i', pathOrInlineDv: 'HelloWorld', sizeInBytes: 9 },
		{ storageType: 'i', pathOrInlineDv: 'HelloWorld', sizeInBytes: 4 },
		{ storageType: 'i', pathOrInlineDv: 'Hello"orld', sizeInBytes: 8 },
	] as const)('is refused for %o', async (more) => {
		expect(await faultOf(() => deletionVectorFile(descriptor(more), tablePath))).toMatchObject({
			code: 'corruptLog',
		});
	});
});

describe('the bytes of a deletion vector', () => {
	const data = Uint8Array.from([...u32(1681511377), ...bitmap64([0, bitmap32(arrayContainer(0, [3, 70]))])]);
	const bigEndian = (value: number): readonly number[] => [...u32(value)].reverse();
	const stored = (parts: { size?: number; data?: Uint8Array; crc?: number }): Uint8Array =>
		Uint8Array.from([
			...bigEndian(parts.size ?? data.length),
			...(parts.data ?? data),
			...bigEndian(parts.crc ?? crc32(parts.data ?? data)),
		]);
	const decode = (bytes: Uint8Array, cardinality = 2): BigUint64Array =>
		decodeDeletionVectorFile(bytes, descriptor({ sizeInBytes: data.length, cardinality }), 'dv.bin');

	it('give the deleted rows', () => {
		expect([...decode(stored({}))]).toEqual([3n, 70n]);
	});

	it('may be a part of a larger buffer', () => {
		const padded = Uint8Array.from([9, 9, 9, ...stored({}), 9]);
		expect([...decode(padded.subarray(3))]).toEqual([3n, 70n]);
	});

	const otherMagic = Uint8Array.from([...u32(1681511376), ...data.subarray(4)]);
	it.each([
		['their size is another', stored({ size: data.length + 1 }), 2],
		['their checksum is another', stored({ crc: 1 }), 2],
		['their magic number is another', stored({ data: otherMagic }), 2],
		['they end too early', stored({}).subarray(0, -1), 2],
		['there are none', new Uint8Array(0), 2],
		['the log says another cardinality', stored({}), 3],
	])('are refused when %s', async (_, bytes, cardinality) => {
		expect(await faultOf(() => decode(bytes, cardinality))).toMatchObject({
			code: 'corruptData',
			file: 'dv.bin',
		});
	});

	it('are refused when the data is shorter than its magic number', async () => {
		expect(await faultOf(() => decodeDeletionVector(new Uint8Array(3), 0, 'dv.bin'))).toMatchObject({
			code: 'corruptData',
		});
	});
});
