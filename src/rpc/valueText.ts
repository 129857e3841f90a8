import { isRecord } from '../base/isRecord';
import type { WireValue } from './values';
import { isNestedType, isNumberType, type ValueType } from './valueType';

/** The whole value as text, exactly; a nested one as compact JSON. NULL is `NULL`. */
export function valueText(value: WireValue, type: ValueType): string {
	if (value === null) return 'NULL';
	return isNestedType(type.type) ? nestedText(value, type, undefined) : scalarText(value, type.type);
}

/** The whole value on as many lines as make it readable. */
export function prettyText(value: WireValue, type: ValueType): string {
	if (value === null) return 'NULL';
	return isNestedType(type.type) ? nestedText(value, type, '') : scalarText(value, type.type);
}

function scalarText(value: WireValue, type: string): string {
	if (typeof value === 'number') {
		if (type === 'float') return floatingText(value, shortestFloat(value));
		return type === 'double' ? floatingText(value, String(value)) : String(value);
	}
	if (typeof value === 'string') return isTimestampType(type) ? timestampText(value) : value;
	return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

function isTimestampType(type: string): boolean {
	return type === 'timestamp' || type === 'timestamp_ntz';
}

const timestampPattern = /^([^T]+)T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z?)$/;

/** `2024-01-01T10:00:00.120000Z` as `2024-01-01 10:00:00.12 UTC`. */
function timestampText(value: string): string {
	const [, date, time, fraction = '', zone] = timestampPattern.exec(value) ?? [];
	if (date === undefined || time === undefined) return value;
	const digits = fraction.replace(/0+$/, '');
	return `${date} ${time}${digits === '' ? '' : `.${digits}`}${zone === 'Z' ? ' UTC' : ''}`;
}

/** Floating point shows that it is: a whole one has `.0`, as in Spark. */
function floatingText(value: number, digits: string): string {
	return Number.isInteger(value) && !digits.includes('e') ? `${digits}.0` : digits;
}

/** The shortest digits that give the same 32-bit float; the double it travels as has many more. */
function shortestFloat(value: number): string {
	for (let precision = 1; precision <= 9; precision++) {
		const candidate = Number(value.toPrecision(precision));
		if (Math.fround(candidate) === Math.fround(value)) return String(candidate);
	}
	return String(value);
}

/** JSON of a nested value, on one line where `indent` is absent. Maps are objects, their keys shown by their type. */
function nestedText(value: WireValue, type: ValueType, indent: string | undefined): string {
	if (value === null) return 'null';
	if (type.type === 'variant') return variantText(value, indent);
	if (type.type.startsWith('struct<') && isRecord(value)) return structText(value, type, indent);
	if (type.type.startsWith('array<') && Array.isArray(value)) {
		const element = childType(type, 'element', 0);
		return bracketed(
			'[]',
			value.map((item: WireValue) => nestedText(item, element, deeper(indent))),
			indent,
		);
	}
	if (type.type.startsWith('map<') && Array.isArray(value)) return mapText(value, type, indent);
	return typeof value === 'object' ? plainJson(value, indent) : nestedScalar(value, type.type);
}

function structText(
	value: Readonly<Record<string, unknown>>,
	type: ValueType,
	indent: string | undefined,
): string {
	const fields = Object.entries(value as Readonly<Record<string, WireValue>>).map(
		([name, item]) =>
			`${JSON.stringify(name)}:${space(indent)}${nestedText(item, childType(type, name), deeper(indent))}`,
	);
	return bracketed('{}', fields, indent);
}

function mapText(entries: readonly WireValue[], type: ValueType, indent: string | undefined): string {
	const keyType = childType(type, 'key', 0);
	const valueType = childType(type, 'value', 1);
	const items = entries.map((entry) => {
		const [key = null, item = null] = Array.isArray(entry) ? (entry as readonly WireValue[]) : [];
		return `${nestedText(key, keyType, undefined)}:${space(indent)}${nestedText(item, valueType, deeper(indent))}`;
	});
	return bracketed('{}', items, indent);
}

function variantText(value: WireValue, indent: string | undefined): string {
	return plainJson(isRecord(value) && 'variant' in value ? value['variant'] : value, indent);
}

function plainJson(value: unknown, indent: string | undefined): string {
	if (indent === undefined) return JSON.stringify(value);
	return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
}

/** Numbers stand without quotes however they travel, those that JSON has; everything else is quoted text. */
function nestedScalar(value: WireValue, type: string): string {
	const text = scalarText(value, type);
	const isBare = typeof value !== 'string' || (isNumberType(type) && /^-?\d/.test(text));
	return isBare ? text : JSON.stringify(text);
}

const unknownType: ValueType = { type: '', children: [] };

function childType(type: ValueType, name: string, position?: number): ValueType {
	return (
		type.children.find((child) => child.name === name) ??
		(position === undefined ? undefined : type.children[position]) ??
		unknownType
	);
}

function bracketed(brackets: '{}' | '[]', items: readonly string[], indent: string | undefined): string {
	const [open = '', close = ''] = brackets;
	if (items.length === 0) return brackets;
	if (indent === undefined) return `${open}${items.join(',')}${close}`;
	const inner = `\n${indent}  `;
	return `${open}${inner}${items.join(`,${inner}`)}\n${indent}${close}`;
}

function deeper(indent: string | undefined): string | undefined {
	return indent === undefined ? undefined : `${indent}  `;
}

function space(indent: string | undefined): string {
	return indent === undefined ? '' : ' ';
}
