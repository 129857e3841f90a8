import { crc32 } from '../base/crc32';
import type { DeletionVectorDescriptor } from './actions';
import { resolveDataFile } from './dataFilePath';
import { DeltaError } from './fault';
import { decodeRoaringBitmap64, MalformedBitmap } from './roaringBitmap';
import { decodeZ85 } from './z85';

/** Where the bytes of a deletion vector are. */
export type DeletionVectorLocation =
	/** For `decodeDeletionVector`. */
	| { readonly kind: 'inline'; readonly data: Uint8Array }
	/** Bytes `[start, end)` of a file, for `decodeDeletionVectorFile`. */
	| { readonly kind: 'file'; readonly path: string; readonly start: number; readonly end: number };

const magic = 1681511377;
const uuidLength = 20;
/** Bytes before and after the data: its size, and its checksum. */
const sizeLength = 4;
const checksumLength = 4;

/**
 * @returns where a deletion vector is; a path may lead out of the table, see `isInside`.
 * @throws {DeltaError} `corruptLog` when the descriptor makes no sense.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#deletion-vector-descriptor-schema
 */
export function deletionVectorFile(
	descriptor: DeletionVectorDescriptor,
	tablePath: string,
): DeletionVectorLocation {
	const { storageType, pathOrInlineDv, sizeInBytes } = descriptor;
	if (storageType === 'i') return { kind: 'inline', data: inlineData(descriptor, tablePath) };
	const path =
		storageType === 'p'
			? resolveDataFile(tablePath, pathOrInlineDv)
			: uuidFilePath(pathOrInlineDv, tablePath);
	// Byte 0 of a file is its format version, so a vector without an offset starts after that.
	const start = descriptor.offset || 1;
	return { kind: 'file', path, start, end: start + sizeLength + sizeInBytes + checksumLength };
}

/**
 * The rows that a deletion vector deletes.
 *
 * @param bytes of the range that `deletionVectorFile` names.
 * @param file where they are from, for errors.
 * @returns row numbers inside the data file, from 0, ascending.
 * @throws {DeltaError} `corruptData` when anything is not as it must be: never a part of the rows.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#deletion-vector-file-storage-format
 */
export function decodeDeletionVectorFile(
	bytes: Uint8Array,
	{ sizeInBytes, cardinality }: DeletionVectorDescriptor,
	file: string,
): BigUint64Array {
	const wanted = sizeLength + sizeInBytes + checksumLength;
	if (bytes.length < wanted) {
		throw corrupt(file, `the deletion vector needs ${wanted} bytes and has ${bytes.length}`);
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const storedSize = view.getInt32(0);
	if (storedSize !== sizeInBytes) {
		throw corrupt(file, `the deletion vector has ${storedSize} bytes, where the log says ${sizeInBytes}`);
	}
	const data = bytes.subarray(sizeLength, sizeLength + sizeInBytes);
	if (view.getUint32(sizeLength + sizeInBytes) !== crc32(data)) {
		throw corrupt(file, 'the checksum of the deletion vector does not match');
	}
	return decodeDeletionVector(data, cardinality, file);
}

/**
 * Like `decodeDeletionVectorFile`, of the data alone: a magic number and a bitmap.
 *
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#deletion-vector-format
 */
export function decodeDeletionVector(data: Uint8Array, cardinality: number, file: string): BigUint64Array {
	const found =
		data.length < 4 ? undefined : new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
	if (found !== magic)
		throw corrupt(file, `the deletion vector starts with ${found ?? 'nothing'}, not ${magic}`);
	try {
		return decodeRoaringBitmap64(data.subarray(4), cardinality);
	} catch (error) {
		if (!(error instanceof MalformedBitmap)) throw error;
		throw corrupt(file, `the deletion vector is malformed: ${error.message}`, error);
	}
}

function inlineData(
	{ pathOrInlineDv, sizeInBytes }: DeletionVectorDescriptor,
	tablePath: string,
): Uint8Array {
	const data = decodeZ85(pathOrInlineDv);
	// Some writers fill the last block up with zero bytes.
	if (!data || data.length < sizeInBytes || data.length >= sizeInBytes + 4) {
		throw corruptDescriptor(tablePath, pathOrInlineDv);
	}
	return data.subarray(0, sizeInBytes);
}

function uuidFilePath(pathOrInlineDv: string, tablePath: string): string {
	const prefix = pathOrInlineDv.slice(0, -uuidLength);
	const bytes = pathOrInlineDv.length < uuidLength ? undefined : decodeZ85(pathOrInlineDv.slice(-uuidLength));
	if (bytes?.length !== 16) throw corruptDescriptor(tablePath, pathOrInlineDv);
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	return `${tablePath}/${prefix === '' ? '' : `${prefix}/`}deletion_vector_${uuid}.bin`;
}

function corruptDescriptor(tablePath: string, pathOrInlineDv: string): DeltaError {
	return new DeltaError({
		code: 'corruptLog',
		file: `${tablePath}/_delta_log`,
		reason: `the deletion vector ${JSON.stringify(pathOrInlineDv)} cannot be decoded`,
	});
}

function corrupt(file: string, reason: string, cause?: unknown): DeltaError {
	return new DeltaError({ code: 'corruptData', file, reason }, { cause });
}
