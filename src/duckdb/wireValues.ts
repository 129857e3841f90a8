import {
	DuckDBBlobValue,
	type DuckDBDataChunk,
	DuckDBDateValue,
	DuckDBDecimalValue,
	DuckDBListValue,
	DuckDBMapValue,
	DuckDBStructValue,
	DuckDBTimestampTZValue,
	DuckDBTimestampValue,
	type DuckDBValue,
} from '@duckdb/node-api';
import type { DataType, DecimalType, StructType } from '../delta/schema';
import type { WireRow, WireValue } from '../rpc/values';
import { formatDate, formatTimestamp } from './calendar';

/** Makes wire values of one type out of DuckDB's. */
export type WireEncoder = (value: DuckDBValue) => WireValue;

/**
 * The encoder of a type, as `WireValue` documents it.
 *
 * It throws a plain `Error` for a value that is not of the type: the query's DuckDB text and its schema then disagree.
 */
export function wireEncoder(type: DataType): WireEncoder {
	const encode = nonNullEncoder(type);
	return (value) => (value === null ? null : encode(value));
}

/** The rows of a chunk, whose columns are those of `schema` in order. */
export function wireRows(chunk: DuckDBDataChunk, encoders: readonly WireEncoder[]): readonly WireRow[] {
	const columns = encoders.map((encode, index) => {
		const vector = chunk.getColumnVector(index);
		const values = new Array<WireValue>(chunk.rowCount);
		for (let row = 0; row < values.length; row++) values[row] = encode(vector.getItem(row));
		return values;
	});
	return Array.from({ length: chunk.rowCount }, (_, row) => columns.map((values) => values[row] ?? null));
}

/** One encoder a column. */
export function wireEncoders(schema: StructType): readonly WireEncoder[] {
	return schema.fields.map((field) => wireEncoder(field.type));
}

function nonNullEncoder(type: DataType): WireEncoder {
	switch (type.kind) {
		case 'long':
		case 'integer':
		case 'short':
		case 'byte':
			return encodeInteger;
		case 'float':
		case 'double':
			return encodeFloat;
		case 'boolean':
			return (value) => (typeof value === 'boolean' ? value : mismatch(value, type));
		case 'string':
			return (value) => (typeof value === 'string' ? value : mismatch(value, type));
		case 'decimal':
			return (value) => encodeDecimal(value, type);
		case 'binary':
			return (value) =>
				value instanceof DuckDBBlobValue
					? `0x${Buffer.from(value.bytes).toString('hex')}`
					: mismatch(value, type);
		case 'date':
			return (value) =>
				value instanceof DuckDBDateValue
					? (infinity(value) ?? formatDate(value.days))
					: mismatch(value, type);
		case 'timestamp':
			return (value) =>
				value instanceof DuckDBTimestampTZValue
					? (infinity(value) ?? `${formatTimestamp(value.micros)}Z`)
					: mismatch(value, type);
		case 'timestamp_ntz':
			return (value) =>
				value instanceof DuckDBTimestampValue
					? (infinity(value) ?? formatTimestamp(value.micros))
					: mismatch(value, type);
		case 'array':
			return arrayEncoder(type.elementType);
		case 'map':
			return mapEncoder(type.keyType, type.valueType);
		case 'struct':
			return structEncoder(type);
		case 'void':
		case 'variant':
			return (value) => mismatch(value, type);
	}
}

function encodeInteger(value: DuckDBValue): WireValue {
	if (typeof value === 'number') return value;
	if (typeof value !== 'bigint') return mismatch(value, { kind: 'long' });
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value.toString();
}

function encodeFloat(value: DuckDBValue): WireValue {
	if (typeof value !== 'number') return mismatch(value, { kind: 'double' });
	if (Object.is(value, -0)) return '-0.0';
	return Number.isFinite(value) ? value : String(value);
}

function encodeDecimal(value: DuckDBValue, type: DecimalType): WireValue {
	if (!(value instanceof DuckDBDecimalValue) || value.scale !== type.scale) return mismatch(value, type);
	if (value.scale === 0) return value.value.toString();
	const negative = value.value < 0n;
	const digits = (negative ? -value.value : value.value).toString().padStart(value.scale + 1, '0');
	return `${negative ? '-' : ''}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

function arrayEncoder(elementType: DataType): WireEncoder {
	const encode = wireEncoder(elementType);
	return (value) =>
		value instanceof DuckDBListValue
			? value.items.map(encode)
			: mismatch(value, { kind: 'array', elementType, containsNull: true });
}

function mapEncoder(keyType: DataType, valueType: DataType): WireEncoder {
	const encodeKey = wireEncoder(keyType);
	const encodeValue = wireEncoder(valueType);
	return (value) =>
		value instanceof DuckDBMapValue
			? value.entries.map((entry) => [encodeKey(entry.key), encodeValue(entry.value)])
			: mismatch(value, { kind: 'map', keyType, valueType, valueContainsNull: true });
}

function structEncoder(type: StructType): WireEncoder {
	const fields = type.fields.map((field) => ({ name: field.name, encode: wireEncoder(field.type) }));
	return (value) => {
		if (!(value instanceof DuckDBStructValue)) return mismatch(value, type);
		const { entries } = value;
		return Object.fromEntries(
			fields.map(({ name, encode }) => {
				const entry = entries[name];
				return [name, entry === undefined ? mismatch(value, type) : encode(entry)];
			}),
		);
	};
}

/** DuckDB has infinite dates, which no calendar can show; other engines cannot write them into a table. */
function infinity(value: { readonly isFinite: boolean; toString(): string }): string | undefined {
	return value.isFinite ? undefined : value.toString();
}

function mismatch(value: DuckDBValue, type: DataType): never {
	throw new Error(`a value of type ${type.kind} came as ${value?.constructor.name ?? 'NULL'} ${value}`);
}
