import type { ArrayType, DataType, DecimalType, MapType, StructType } from '../../delta/schema';

export const stringType: DataType = { kind: 'string' };
export const longType: DataType = { kind: 'long' };
export const integerType: DataType = { kind: 'integer' };
export const shortType: DataType = { kind: 'short' };
export const byteType: DataType = { kind: 'byte' };
export const floatType: DataType = { kind: 'float' };
export const doubleType: DataType = { kind: 'double' };
export const booleanType: DataType = { kind: 'boolean' };
export const binaryType: DataType = { kind: 'binary' };
export const dateType: DataType = { kind: 'date' };
export const timestampType: DataType = { kind: 'timestamp' };
export const timestampNtzType: DataType = { kind: 'timestamp_ntz' };
export const voidType: DataType = { kind: 'void' };

export function arrayOf(elementType: DataType, containsNull = true): ArrayType {
	return { kind: 'array', elementType, containsNull };
}

export function mapOf(keyType: DataType, valueType: DataType, valueContainsNull = true): MapType {
	return { kind: 'map', keyType, valueType, valueContainsNull };
}

/** A struct of nullable fields. */
export function structOf(fields: readonly (readonly [name: string, type: DataType])[]): StructType {
	return {
		kind: 'struct',
		fields: fields.map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
	};
}

/** The widths of the integer types, in bytes; `undefined` for every other type. */
export function integerWidth(type: DataType): 1 | 2 | 4 | 8 | undefined {
	switch (type.kind) {
		case 'byte':
			return 1;
		case 'short':
			return 2;
		case 'integer':
			return 4;
		case 'long':
			return 8;
		default:
			return undefined;
	}
}

export function isIntegral(type: DataType): boolean {
	return integerWidth(type) !== undefined;
}

export function isFloating(type: DataType): boolean {
	return type.kind === 'float' || type.kind === 'double';
}

export function isNumeric(type: DataType): boolean {
	return isIntegral(type) || isFloating(type) || type.kind === 'decimal';
}

export function isDateOrTime(type: DataType): boolean {
	return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamp_ntz';
}

/** Whether Spark orders values of the type: maps and variants have no order. */
export function isOrderable(type: DataType): boolean {
	switch (type.kind) {
		case 'map':
		case 'variant':
			return false;
		case 'array':
			return isOrderable(type.elementType);
		case 'struct':
			return type.fields.every((field) => isOrderable(field.type));
		default:
			return true;
	}
}

/** The decimal that holds every value of an integer type, as Spark widens it; decimals are themselves. */
export function decimalFor(type: DataType): DecimalType | undefined {
	if (type.kind === 'decimal') return type;
	const width = integerWidth(type);
	if (width === undefined) return undefined;
	const precision = { 1: 3, 2: 5, 4: 10, 8: 20 }[width];
	return { kind: 'decimal', precision, scale: 0 };
}

/** Spark's type for a result that would need `precision` digits: beyond 38 it keeps at least 6 fraction digits. */
export function boundedDecimal(precision: number, scale: number): DecimalType {
	if (precision <= 38) return { kind: 'decimal', precision, scale };
	const integerDigits = precision - scale;
	const kept = Math.max(38 - integerDigits, Math.min(scale, 6));
	return { kind: 'decimal', precision: 38, scale: kept };
}

/** Whether two types are the same but for nullability and field metadata. */
export function sameType(left: DataType, right: DataType): boolean {
	if (left.kind !== right.kind) return false;
	if (left.kind === 'decimal' && right.kind === 'decimal') {
		return left.precision === right.precision && left.scale === right.scale;
	}
	if (left.kind === 'array' && right.kind === 'array') return sameType(left.elementType, right.elementType);
	if (left.kind === 'map' && right.kind === 'map') {
		return sameType(left.keyType, right.keyType) && sameType(left.valueType, right.valueType);
	}
	if (left.kind === 'struct' && right.kind === 'struct') {
		return (
			left.fields.length === right.fields.length &&
			left.fields.every((field, i) => {
				const other = right.fields[i];
				return other !== undefined && field.name === other.name && sameType(field.type, other.type);
			})
		);
	}
	return true;
}
