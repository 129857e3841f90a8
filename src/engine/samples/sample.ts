import type { DataType, StructField, StructType } from '../../delta/schema';
import type { WriteSource } from '../writerContext';

/** A table that is the same each time it is written. */
export interface Sample {
	/** Of the folder. */
	readonly name: string;
	readonly partitionColumns: readonly string[];
	readonly comment: string;
	readonly properties: Readonly<Record<string, string>>;
	/** One for each version; the files of a version hold the rows of one query each. */
	readonly versions: readonly {
		/** Milliseconds since 1970. */
		readonly timestampMs: number;
		readonly sources: readonly [WriteSource, ...WriteSource[]];
	}[];
}

/** A schema of nullable fields, by their types. */
export function structOf(fields: Readonly<Record<string, DataType | SimpleKind>>): StructType {
	return {
		kind: 'struct',
		fields: Object.entries(fields).map(
			([name, type]): StructField => ({ name, type: typeOf(type), nullable: true, metadata: {} }),
		),
	};
}

export function arrayOf(elementType: DataType | SimpleKind): DataType {
	return { kind: 'array', elementType: typeOf(elementType), containsNull: true };
}

export function mapOf(keyType: DataType | SimpleKind, valueType: DataType | SimpleKind): DataType {
	return { kind: 'map', keyType: typeOf(keyType), valueType: typeOf(valueType), valueContainsNull: true };
}

export function decimalOf(precision: number, scale: number): DataType {
	return { kind: 'decimal', precision, scale };
}

type SimpleKind = Exclude<DataType['kind'], 'decimal' | 'array' | 'map' | 'struct'>;

function typeOf(type: DataType | SimpleKind): DataType {
	return typeof type === 'string' ? { kind: type } : type;
}
