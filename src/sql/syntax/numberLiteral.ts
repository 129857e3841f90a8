import type { DataType } from '../../delta/schema';

export interface NumberLiteral {
	readonly type: DataType;
	/** In the form that `CAST('…' AS type)` takes. */
	readonly value: string;
}

const parts = /^(?:(\d*)(?:\.(\d*))?)(?:[eE]([+-]?\d+))?(BD|[LSYFD])?$/;

const integerRanges = {
	Y: ['byte', 0x7fn],
	S: ['short', 0x7fffn],
	INT: ['integer', 0x7fffffffn],
	L: ['long', 0x7fffffffffffffffn],
} as const;

/**
 * Reads a number as Spark does: whole numbers are the smallest of int, bigint and decimal that holds them, a fraction
 * makes a decimal, an exponent a double, and a suffix decides itself.
 *
 * @param sign `-` or nothing; it counts for the range.
 * @returns what is wrong with it, as a text, if it is out of range.
 */
export function numberLiteral(text: string, sign: '-' | ''): NumberLiteral | string {
	const upper = text.toUpperCase();
	const [, whole = '', fraction, exponent, suffix] = parts.exec(upper) ?? [];
	const digits = upper.slice(0, upper.length - (suffix?.length ?? 0));
	switch (suffix) {
		case 'L':
		case 'S':
		case 'Y':
			if (fraction !== undefined || exponent !== undefined) return `${text} is not a whole number`;
			return integer(sign, whole, suffix) ?? `${sign}${text} is out of range`;
		case 'F':
			return floating({ kind: 'float' }, sign, digits, Math.fround(Number(digits)), text);
		case 'D':
			return floating({ kind: 'double' }, sign, digits, Number(digits), text);
		case 'BD':
			return decimal(sign, whole, fraction ?? '', Number(exponent ?? 0), text);
		default:
			if (exponent !== undefined) return floating({ kind: 'double' }, sign, digits, Number(digits), text);
			if (fraction !== undefined) return decimal(sign, whole, fraction, 0, text);
			return integer(sign, whole, 'INT') ?? integer(sign, whole, 'L') ?? decimal(sign, whole, '', 0, text);
	}
}

function integer(
	sign: '-' | '',
	digits: string,
	kind: keyof typeof integerRanges,
): NumberLiteral | undefined {
	const [type, maximum] = integerRanges[kind];
	if (digits.length > 40) return undefined;
	const value = BigInt(digits);
	if (value > (sign === '-' ? maximum + 1n : maximum)) return undefined;
	return { type: { kind: type }, value: sign === '-' ? String(-value) : String(value) };
}

function floating(
	type: DataType,
	sign: string,
	digits: string,
	value: number,
	text: string,
): NumberLiteral | string {
	if (!Number.isFinite(value)) return `${sign}${text} is out of range`;
	return { type, value: sign + digits };
}

function decimal(
	sign: string,
	whole: string,
	fraction: string,
	exponent: number,
	text: string,
): NumberLiteral | string {
	const tooLong = `${sign}${text} has more than 38 digits`;
	if (Math.abs(exponent) > 100) return tooLong;
	const shifted = shift(whole, fraction, exponent);
	const integerDigits = shifted.whole.replace(/^0+/, '');
	const significant = (integerDigits + shifted.fraction).replace(/^0+/, '').length;
	const scale = shifted.fraction.length;
	const precision = Math.max(significant, scale, 1);
	if (precision > 38) return tooLong;
	const value = `${sign}${integerDigits || '0'}${scale > 0 ? `.${shifted.fraction}` : ''}`;
	return { type: { kind: 'decimal', precision, scale }, value };
}

function shift(whole: string, fraction: string, exponent: number) {
	if (exponent >= 0) {
		const padded = fraction.padEnd(exponent, '0');
		return { whole: whole + padded.slice(0, exponent), fraction: padded.slice(exponent) };
	}
	const padded = whole.padStart(-exponent, '0');
	const point = padded.length + exponent;
	return { whole: padded.slice(0, point), fraction: padded.slice(point) + fraction };
}
