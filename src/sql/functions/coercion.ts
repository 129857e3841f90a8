import type { DataType, DecimalType } from '../../delta/schema';
import {
	booleanType,
	decimalFor,
	doubleType,
	integerType,
	integerWidth,
	isDateOrTime,
	isFloating,
	isIntegral,
	isNumeric,
	longType,
	sameType,
	stringType,
	timestampType,
} from './sparkTypes';

/**
 * The type that Spark brings values of several types to (CASE, COALESCE, UNION, IN, comparisons), by the rules of ANSI mode.
 *
 * @returns `undefined` when there is none; `void` when every type is `void`.
 */
export function commonType(types: readonly DataType[]): DataType | undefined {
	const [first, ...others] = types;
	// Strings give way to every other type, so they come last: the order of the arguments must not matter.
	const strings = others.filter((type) => type.kind === 'string');
	const rest = others.filter((type) => type.kind !== 'string');
	let common = first;
	for (const type of [...rest, ...strings]) {
		if (common === undefined) return undefined;
		common = commonOfTwo(common, type);
	}
	return common;
}

function commonOfTwo(left: DataType, right: DataType): DataType | undefined {
	if (sameType(left, right)) return mergeNullability(left, right);
	if (left.kind === 'void') return right;
	if (right.kind === 'void') return left;
	if (isNumeric(left) && isNumeric(right)) return commonNumber(left, right);
	if (left.kind === 'string') return fromString(right);
	if (right.kind === 'string') return fromString(left);
	if (isDateOrTime(left) && isDateOrTime(right)) {
		if (left.kind === 'date') return right;
		return right.kind === 'date' ? left : timestampType;
	}
	return commonNested(left, right);
}

/** What a string becomes beside another type. */
function fromString(other: DataType): DataType | undefined {
	if (isIntegral(other)) return longType;
	if (isNumeric(other)) return doubleType;
	if (isDateOrTime(other) || other.kind === 'boolean' || other.kind === 'binary') return other;
	return undefined;
}

function commonNumber(left: DataType, right: DataType): DataType | undefined {
	const leftWidth = integerWidth(left);
	const rightWidth = integerWidth(right);
	if (leftWidth !== undefined && rightWidth !== undefined) return leftWidth >= rightWidth ? left : right;
	if (isFloating(left) || isFloating(right)) return doubleType;
	const a = decimalFor(left);
	const b = decimalFor(right);
	return a && b && widerDecimal(a, b);
}

/** The decimal that holds the values of both; beyond 38 digits the fraction gives way. */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
	const scale = Math.max(a.scale, b.scale);
	const range = Math.max(a.precision - a.scale, b.precision - b.scale);
	const precision = Math.min(range + scale, 38);
	return { kind: 'decimal', precision, scale: range + scale > 38 ? Math.max(38 - range, 0) : scale };
}

function commonNested(left: DataType, right: DataType): DataType | undefined {
	if (left.kind === 'array' && right.kind === 'array') {
		const elementType = commonOfTwo(left.elementType, right.elementType);
		return (
			elementType && { kind: 'array', elementType, containsNull: left.containsNull || right.containsNull }
		);
	}
	if (left.kind === 'map' && right.kind === 'map') {
		const keyType = commonOfTwo(left.keyType, right.keyType);
		const valueType = commonOfTwo(left.valueType, right.valueType);
		if (!keyType || !valueType) return undefined;
		return {
			kind: 'map',
			keyType,
			valueType,
			valueContainsNull: left.valueContainsNull || right.valueContainsNull,
		};
	}
	if (left.kind !== 'struct' || right.kind !== 'struct' || left.fields.length !== right.fields.length) {
		return undefined;
	}
	const fields = left.fields.map((field, i) => {
		const other = right.fields[i];
		if (!other || field.name.toLowerCase() !== other.name.toLowerCase()) return undefined;
		const type = commonOfTwo(field.type, other.type);
		return type && { ...field, type, nullable: field.nullable || other.nullable };
	});
	const known = fields.filter((field) => field !== undefined);
	return known.length === fields.length ? { kind: 'struct', fields: known } : undefined;
}

function mergeNullability(left: DataType, right: DataType): DataType {
	return commonNested(left, right) ?? left;
}

/** Whether Spark converts an argument of one type to a parameter of another without being asked. */
export function canCoerce(from: DataType, to: DataType): boolean {
	if (from.kind === 'void' || sameType(from, to)) return true;
	if (from.kind === 'string')
		return isNumeric(to) || isDateOrTime(to) || to.kind === 'boolean' || to.kind === 'binary';
	if (to.kind === 'string') return isNumeric(from) || isDateOrTime(from) || from.kind === 'boolean';
	if (isDateOrTime(from) && isDateOrTime(to)) return true;
	const common = commonOfTwo(from, to);
	return (common !== undefined && sameType(common, to)) || (isIntegral(from) && isFloating(to));
}

/** One parameter: the type that an argument is cast to, or `undefined` when it does not fit. */
export type Parameter = (type: DataType) => DataType | undefined;

/** A parameter of exactly this type, with Spark's implicit casts. */
export function as(target: DataType): Parameter {
	return (type) => (canCoerce(type, target) ? target : undefined);
}

/** A parameter that takes a type as it is when the test says so; an untyped NULL becomes `orNull`. */
export function where(test: (type: DataType) => boolean, orNull: DataType): Parameter {
	return (type) => (type.kind === 'void' ? orNull : test(type) ? type : undefined);
}

/** Any type; an untyped NULL stays `void`. */
export const any: Parameter = (type) => type;

/** A number as it is, strings as doubles. */
export const number: Parameter = (type) =>
	isNumeric(type) ? type : type.kind === 'void' || type.kind === 'string' ? doubleType : undefined;

/** Binary as it is, everything else as a string. */
export const stringOrBinary: Parameter = (type) => (type.kind === 'binary' ? type : as(stringType)(type));

/** Timestamps as they are, dates and strings as timestamps. */
export const anyTimestamp: Parameter = (type) =>
	type.kind === 'timestamp_ntz' ? type : as(timestampType)(type);

export const anyArray: Parameter = (type) => (type.kind === 'array' ? type : undefined);
export const anyMap: Parameter = (type) => (type.kind === 'map' ? type : undefined);
export const text: Parameter = as(stringType);
export const int: Parameter = as(integerType);
export const truth: Parameter = as(booleanType);

type Coerce = (types: readonly DataType[]) => readonly DataType[] | undefined;

/** Exactly these parameters; those after `required` may be left out. */
export function parameters(all: readonly Parameter[], required = all.length): Coerce {
	return (types) => {
		if (types.length < required || types.length > all.length) return undefined;
		return complete(types.map((type, i) => all[i]?.(type)));
	};
}

/** Any number of arguments of one kind, at least `minimum`. */
export function repeated(parameter: Parameter, minimum: number): Coerce {
	return (types) => (types.length < minimum ? undefined : complete(types.map(parameter)));
}

/** Arguments that are brought to their common type, as far as `test` likes it. */
export function unified(
	minimum: number,
	maximum = Number.POSITIVE_INFINITY,
	test: (type: DataType) => boolean = () => true,
): Coerce {
	return (types) => {
		if (types.length < minimum || types.length > maximum) return undefined;
		const common = commonType(types);
		return common && test(common) ? types.map(() => common) : undefined;
	};
}

/** The list without holes, or `undefined` when it has one. */
export function complete(types: readonly (DataType | undefined)[]): readonly DataType[] | undefined {
	const known = types.filter((type) => type !== undefined);
	return known.length === types.length ? known : undefined;
}
