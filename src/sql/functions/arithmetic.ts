import type { DataType } from '../../delta/schema';
import { duckdbType } from './casts';
import { commonType } from './coercion';
import { bothDecimal, canMultiply, decimalDiv, decimalOperation, decimalResult } from './decimalArithmetic';
import { always, arg, sameAs, scalar, typeAt } from './define';
import { bindAll, raise } from './duckdbText';
import type { Constants, Overload, SparkFunction } from './sparkFunction';
import {
	dateType,
	decimalFor,
	doubleType,
	integerType,
	integerWidth,
	isIntegral,
	isNumeric,
	longType,
} from './sparkTypes';

/**
 * The types of two operands: a common number type; decimals beside integers stay as they are, as their result's
 * precision depends on both.
 */
export function numericOperands(
	types: readonly DataType[],
	constants: Constants,
): readonly [DataType, DataType] | undefined {
	const [left, right] = types;
	if (!left || !right || types.length !== 2) return undefined;
	if (left.kind === 'string' && right.kind === 'string') return undefined;
	const a = left.kind === 'void' && right.kind !== 'string' ? right : left;
	const b = right.kind === 'void' && left.kind !== 'string' ? left : right;
	if (a.kind === 'void' && b.kind === 'void') return [doubleType, doubleType];
	const decimals = decimalOperands(a, b, constants);
	if (decimals) return decimals;
	const common = commonType([a, b]);
	return common && isNumeric(common) ? [common, common] : undefined;
}

function decimalOperands(a: DataType, b: DataType, constants: Constants) {
	if (a.kind !== 'decimal' && b.kind !== 'decimal') return undefined;
	const left = literalDecimal(a, constants[0]);
	const right = literalDecimal(b, constants[1]);
	return left && right && ([left, right] as const);
}

/** A decimal for an operand beside a decimal: a literal integer has only as many digits as are written. */
function literalDecimal(type: DataType, constant: string | undefined) {
	const digits = constant === undefined ? undefined : /^-?0*(\d+)$/.exec(constant)?.[1];
	if (digits !== undefined && isIntegral(type)) {
		return { kind: 'decimal', precision: Math.max(1, digits.length), scale: 0 } as const;
	}
	return decimalFor(type);
}

function plain(operator: '+' | '-' | '*'): Overload {
	return {
		coerce: (types, constants) => {
			const operands = numericOperands(types, constants);
			const decimals = operands && bothDecimal(operands);
			return decimals && operator === '*' && !canMultiply(...decimals) ? undefined : operands;
		},
		result: (types) => {
			const decimals = bothDecimal(types);
			return decimals ? decimalResult(operator, ...decimals) : typeAt(types, 0);
		},
		duckdb: (args, types) => {
			const decimals = bothDecimal(types);
			const [left, right] = [arg(args, 0), arg(args, 1)];
			return decimals
				? decimalOperation(operator, [left, right], decimals)
				: `(${left} ${operator} ${right})`;
		},
	};
}

/** Date plus or minus a number of days. */
function dateAndDays(operator: '+' | '-'): Overload {
	return {
		coerce: ([left, right]) => {
			if (left?.kind === 'date' && right && isIntegral(right) && right.kind !== 'long')
				return [dateType, integerType];
			return undefined;
		},
		result: always(dateType),
		duckdb: (args) => `(${arg(args, 0)} ${operator} ${arg(args, 1)})`,
	};
}

const daysAndDate: Overload = {
	coerce: ([left, right]) =>
		right?.kind === 'date' && left && isIntegral(left) && left.kind !== 'long'
			? [integerType, dateType]
			: undefined,
	result: always(dateType),
	duckdb: (args) => `(${arg(args, 1)} + ${arg(args, 0)})`,
};

/** Guards a division: NULL when an operand is NULL, the error (or NULL) when the divisor is zero. */
function guarded(
	args: readonly string[],
	type: string,
	onZero: 'DIVIDE_BY_ZERO' | undefined,
	operation: (left: string, right: string) => string,
): string {
	return bindAll([arg(args, 0), arg(args, 1)], (left = '', right = '') => {
		const zero =
			onZero === undefined
				? `NULL::${type}`
				: `CASE WHEN ${left} IS NOT NULL THEN ${raise(onZero, "'Division by zero'", type)} END`;
		return `CASE WHEN ${right} = 0 THEN ${zero} ELSE ${operation(left, right)} END`;
	});
}

function division(onZero: 'DIVIDE_BY_ZERO' | undefined): Overload {
	const result = (types: readonly DataType[]): DataType => {
		const decimals = bothDecimal(types);
		return decimals ? decimalResult('/', ...decimals) : doubleType;
	};
	return {
		coerce: (types, constants) => {
			const operands = numericOperands(types, constants);
			return operands && (bothDecimal(operands) ?? [doubleType, doubleType]);
		},
		result,
		duckdb: (args, types) => {
			const decimals = bothDecimal(types);
			return guarded(args, duckdbType(result(types)), onZero, (left, right) =>
				decimals ? decimalOperation('/', [left, right], decimals) : `(${left} / ${right})`,
			);
		},
	};
}

const integralDivision: Overload = {
	coerce: (types, constants) => {
		const operands = numericOperands(types, constants);
		if (!operands) return undefined;
		return bothDecimal(operands) ?? (operands.every(isIntegral) ? [longType, longType] : undefined);
	},
	result: always(longType),
	duckdb: (args, types) => {
		const decimals = bothDecimal(types);
		return guarded(args, 'BIGINT', 'DIVIDE_BY_ZERO', (left, right) =>
			decimals ? decimalDiv(left, right, ...decimals) : `(${left} // ${right})`,
		);
	},
};

/** `%` and, with the divisor's sign, `pmod`. */
function remainder(kind: '%' | 'pmod', onZero: 'DIVIDE_BY_ZERO' | undefined): Overload {
	const result = (types: readonly DataType[]): DataType => {
		const decimals = bothDecimal(types);
		return decimals ? decimalResult('%', ...decimals) : typeAt(types, 0);
	};
	return {
		coerce: numericOperands,
		result,
		duckdb: (args, types) => {
			const decimals = bothDecimal(types);
			const type = result(types);
			const rest = (left: string, right: string): string => {
				if (decimals) return decimalOperation('%', [left, right], decimals);
				// The smallest integer divided by -1 overflows on the way although the remainder is 0.
				return isIntegral(type)
					? `CASE WHEN ${right} = -1 AND ${left} IS NOT NULL THEN 0::${duckdbType(type)} ELSE ${left} % ${right} END`
					: `(${left} % ${right})`;
			};
			return guarded(args, duckdbType(type), onZero, (left, right) => {
				if (kind === '%') return rest(left, right);
				return bindAll([rest(left, right)], (r = '') => {
					const shifted = decimals
						? rest(`(CAST(${r} AS ${duckdbType(decimals[0])}) + ${right})`, right)
						: `CAST((CAST(${r} AS ${wider(type)}) + ${right}) % ${right} AS ${duckdbType(type)})`;
					return `CASE WHEN ${r} < 0 THEN ${shifted} ELSE ${r} END`;
				});
			});
		},
	};
}

function wider(type: DataType): string {
	return integerWidth(type) === undefined ? duckdbType(type) : 'HUGEINT';
}

const negation: Overload = {
	coerce: ([type, ...others]) => {
		if (!type || others.length > 0) return undefined;
		if (type.kind === 'string' || type.kind === 'void') return [doubleType];
		return isNumeric(type) ? [type] : undefined;
	},
	result: sameAs(0),
	duckdb: (args) => `(-${arg(args, 0)})`,
};

/** The arithmetic operators. */
export const arithmetic: readonly SparkFunction[] = [
	scalar('+', plain('+'), dateAndDays('+'), daysAndDate),
	scalar('-', plain('-'), dateAndDays('-')),
	scalar('*', plain('*')),
	scalar('/', division('DIVIDE_BY_ZERO')),
	scalar('try_divide', division(undefined)),
	scalar('div', integralDivision),
	scalar(['%', 'mod'], remainder('%', 'DIVIDE_BY_ZERO')),
	scalar('try_mod', remainder('%', undefined)),
	scalar('pmod', remainder('pmod', 'DIVIDE_BY_ZERO')),
	scalar('negative', negation),
	scalar('positive', { ...negation, duckdb: (args) => arg(args, 0) }),
];
