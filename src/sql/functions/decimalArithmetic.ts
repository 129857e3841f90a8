import type { DataType, DecimalType } from '../../delta/schema';
import { bindAll } from './duckdbText';
import { boundedDecimal } from './sparkTypes';

type Operator = '+' | '-' | '*' | '/' | '%';

/** Spark's result type of an arithmetic operator on decimals. */
export function decimalResult(operator: Operator, a: DecimalType, b: DecimalType): DecimalType {
	const scale = Math.max(a.scale, b.scale);
	const range = Math.max(a.precision - a.scale, b.precision - b.scale);
	switch (operator) {
		case '+':
		case '-':
			return boundedDecimal(range + scale + 1, scale);
		case '*':
			return boundedDecimal(a.precision + b.precision + 1, a.scale + b.scale);
		case '%':
			return boundedDecimal(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
		case '/': {
			const quotientScale = Math.max(6, a.scale + b.precision + 1);
			return boundedDecimal(a.precision - a.scale + b.scale + quotientScale, quotientScale);
		}
	}
}

/** Whether DuckDB can multiply: the product needs all its fraction digits before it is rounded. */
export function canMultiply(a: DecimalType, b: DecimalType): boolean {
	return a.scale + b.scale <= 38;
}

/**
 * The decimal operation, in the type that `decimalResult` gives.
 *
 * What needs more than 38 digits on the way is an overflow here even where Spark, which counts further, rounds it.
 */
export function decimalOperation(
	operator: Operator,
	[left, right]: readonly [string, string],
	[a, b]: readonly [DecimalType, DecimalType],
): string {
	const result = decimalResult(operator, a, b);
	const type = typeName(result);
	switch (operator) {
		case '+':
		case '-': {
			const wide = `DECIMAL(38,${Math.max(a.scale, b.scale)})`;
			const operand = (text: string) => (result.precision < 38 ? text : `CAST(${text} AS ${wide})`);
			return `CAST(${operand(left)} ${operator} ${operand(right)} AS ${type})`;
		}
		case '*':
			return `CAST(${left} * ${right} AS ${type})`;
		case '%': {
			const wide = `DECIMAL(38,${Math.max(a.scale, b.scale)})`;
			return `CAST(CAST(${left} AS ${wide}) % CAST(${right} AS ${wide}) AS ${type})`;
		}
		case '/':
			return divide(left, right, a, b, result);
	}
}

/** The decimals' integer quotient as BIGINT. */
export function decimalDiv(left: string, right: string, a: DecimalType, b: DecimalType): string {
	const scale = Math.max(a.scale, b.scale);
	return `CAST(${unscaled(left, a, scale)} // ${unscaled(right, b, scale)} AS BIGINT)`;
}

/** Long division: as many digits at once as fit into a HUGEINT beside the divisor, then half up. */
function divide(left: string, right: string, a: DecimalType, b: DecimalType, result: DecimalType): string {
	const digits = result.scale + b.scale - a.scale;
	const chunk = Math.max(1, 38 - b.precision);
	const steps: number[] = [];
	for (let left = Math.max(0, digits); left > 0; left -= chunk) steps.push(Math.min(chunk, left));
	const dividend = `abs(${unscaled(left, a, a.scale)})`;
	const extra = digits < 0 ? '0'.repeat(-digits) : '';
	const divisor =
		extra === ''
			? `abs(${unscaled(right, b, b.scale)})`
			: `(abs(${unscaled(right, b, b.scale)}) * 1${extra})`;
	return bindAll([left, right, dividend, divisor], (l, r, n, d) => {
		const first = `{'q': ${n} // ${d}, 'r': ${n} % ${d}, 's': 0::HUGEINT}`;
		const powers = steps.map(
			(step) => `{'q': 0::HUGEINT, 'r': 0::HUGEINT, 's': 1${'0'.repeat(step)}::HUGEINT}`,
		);
		const step = `{'q': p.q * n.s + (p.r * n.s) // ${d}, 'r': (p.r * n.s) % ${d}, 's': n.s}`;
		const quotient = `list_reduce([${[first, ...powers].join(', ')}], lambda p, n: ${step})`;
		const rounded = `list_transform([${quotient}], lambda p: p.q + CASE WHEN p.r >= ${d} - p.r THEN 1 ELSE 0 END)[1]`;
		const signed = `(CASE WHEN (${l} < 0) = (${r} < 0) THEN 1 ELSE -1 END * ${rounded})`;
		return `CAST(${rescaled(signed, result.scale)} AS ${typeName(result)})`;
	});
}

/** The value times `10^scale` as a HUGEINT. */
function unscaled(text: string, type: DecimalType, scale: number): string {
	const zeros = '0'.repeat(scale - type.scale);
	return `CAST(replace(CAST(${text} AS VARCHAR), '.', '') || '${zeros}' AS HUGEINT)`;
}

function rescaled(unscaledText: string, scale: number): string {
	const whole = `CAST(${unscaledText} AS DECIMAL(38,0))`;
	return scale === 0 ? whole : `(${whole} * 0.${'0'.repeat(scale - 1)}1::DECIMAL(${scale},${scale}))`;
}

function typeName(type: DecimalType): string {
	return `DECIMAL(${type.precision},${type.scale})`;
}

/** Both types as decimals, or `undefined`. */
export function bothDecimal(types: readonly DataType[]): readonly [DecimalType, DecimalType] | undefined {
	const [a, b] = types;
	return a?.kind === 'decimal' && b?.kind === 'decimal' ? [a, b] : undefined;
}
