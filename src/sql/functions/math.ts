import type { DataType, DecimalType } from '../../delta/schema';
import { numericOperands } from './arithmetic';
import { duckdbType } from './casts';
import { as, int, number, parameters } from './coercion';
import { always, arg, calls, constantInteger, neverNull, sameAs, scalar, typeAt } from './define';
import { bind } from './duckdbText';
import type { Constants, Overload, SparkFunction } from './sparkFunction';
import {
	binaryType,
	doubleType,
	integerType,
	isFloating,
	isIntegral,
	longType,
	stringType,
} from './sparkTypes';

const double = as(doubleType);
const nan = `'nan'::DOUBLE`;

/** A function of one double. `write` gets a text that it may repeat. */
function ofDouble(
	names: string | readonly [string, ...string[]],
	write: (x: string) => string,
): SparkFunction {
	return scalar(names, {
		coerce: parameters([double]),
		result: always(doubleType),
		duckdb: (args) => bind(arg(args, 0), write),
	});
}

/** A function that DuckDB has too, with the same domain. */
function same(name: string): SparkFunction {
	return scalar(name, {
		coerce: parameters([double]),
		result: always(doubleType),
		duckdb: calls(name),
	});
}

/** NULL outside of the domain, where DuckDB has an error. */
function logarithm(write: (x: string) => string): (x: string) => string {
	return (x) => `CASE WHEN ${x} > 0 THEN ${write(x)} END`;
}

function within(test: string, value: string): string {
	return `CASE WHEN ${test} THEN ${value} ELSE ${nan} END`;
}

/** `ceil` and `floor`: bigint for doubles (saturating, as Java), decimal without fraction for decimals. */
function whole(duckdbName: 'ceil' | 'floor'): Overload {
	const result = (types: readonly DataType[]): DataType => {
		const type = typeAt(types, 0);
		if (type.kind !== 'decimal') return longType;
		const precision = type.scale === 0 ? type.precision : type.precision - type.scale + 1;
		return { kind: 'decimal', precision, scale: 0 };
	};
	return {
		coerce: ([type, ...others]) => {
			if (!type || others.length > 0) return undefined;
			if (isIntegral(type)) return [longType];
			return type.kind === 'decimal' ? [type] : parameters([double])([type]);
		},
		result,
		duckdb: (args, types) => {
			const type = typeAt(types, 0);
			if (isIntegral(type)) return arg(args, 0);
			if (type.kind === 'decimal') {
				const wide = `CAST(${arg(args, 0)} AS DECIMAL(${Math.min(38, type.precision + 1)},${type.scale}))`;
				return `CAST(${duckdbName}(${wide}) AS ${duckdbType(result(types))})`;
			}
			return bind(arg(args, 0), (x) => {
				const saturated = `WHEN ${x} >= 9223372036854775807 THEN 9223372036854775807 WHEN ${x} <= -9223372036854775808 THEN (-9223372036854775808)::BIGINT`;
				return `CASE WHEN isnan(${x}) THEN 0::BIGINT ${saturated} ELSE CAST(${duckdbName}(${x}) AS BIGINT) END`;
			});
		},
	};
}

function roundedDecimal(type: DecimalType, digits: number): DecimalType {
	const integerDigits = type.precision - type.scale + 1;
	if (digits < 0) {
		return { kind: 'decimal', precision: Math.min(38, Math.max(integerDigits, 1 - digits)), scale: 0 };
	}
	const scale = Math.min(type.scale, digits);
	return { kind: 'decimal', precision: Math.min(38, integerDigits + scale), scale };
}

/** Half up, on the decimal digits that a double is printed with: `round(1.005, 2)` is 1.01. */
const round: Overload = {
	coerce: (types, constants) => {
		const digits = types.length === 1 ? 0 : constantInteger(constants, 1);
		if (digits === undefined || digits > 18 || digits < -18) return undefined;
		return parameters([number, int], 1)(types);
	},
	result: (types, _lambdas, constants) => {
		const type = typeAt(types, 0);
		return type.kind === 'decimal' ? roundedDecimal(type, constantInteger(constants, 1) ?? 0) : type;
	},
	duckdb: (args, types, _call, constants) => {
		const type = typeAt(types, 0);
		const digits = constantInteger(constants, 1) ?? 0;
		const value = arg(args, 0);
		if (type.kind === 'decimal') {
			const wide = `CAST(${value} AS DECIMAL(${Math.min(38, type.precision + 1)},${type.scale}))`;
			return `CAST(round(${wide}, ${Math.min(digits, type.scale)}) AS ${duckdbType(roundedDecimal(type, digits))})`;
		}
		if (isIntegral(type)) {
			if (digits >= 0) return value;
			return `CAST(round(CAST(${value} AS DECIMAL(38,0)), ${digits}) AS ${duckdbType(type)})`;
		}
		return bind(value, (x) => {
			const exact = `CAST(round(CAST(CAST(${x} AS VARCHAR) AS DECIMAL(38,20)), ${digits}) AS ${duckdbType(type)})`;
			return `CASE WHEN abs(${x}) < 1e17 THEN ${exact} WHEN isfinite(${x}) AND ${digits} < 0 THEN round(${x}, ${digits}) ELSE ${x} END`;
		});
	},
};

/** NULL instead of an overflow. */
function attempt(operator: '+' | '-' | '*'): Overload {
	return {
		coerce: (types, constants: Constants) => {
			const operands = numericOperands(types, constants);
			return operands?.every((type) => isIntegral(type) || isFloating(type)) ? operands : undefined;
		},
		result: sameAs(0),
		duckdb: (args, types) => {
			const type = typeAt(types, 0);
			const [left, right] = [arg(args, 0), arg(args, 1)];
			if (isFloating(type)) return `(${left} ${operator} ${right})`;
			return `TRY_CAST(CAST(${left} AS HUGEINT) ${operator} CAST(${right} AS HUGEINT) AS ${duckdbType(type)})`;
		},
	};
}

const hex: Overload = {
	coerce: ([type, ...others]) => {
		if (!type || others.length > 0) return undefined;
		if (type.kind === 'binary' || type.kind === 'string') return [type];
		return parameters([as(longType)])([type]);
	},
	result: always(stringType),
	duckdb: calls('hex'),
};

/** Numbers. */
export const math: readonly SparkFunction[] = [
	scalar('abs', { coerce: parameters([number]), result: sameAs(0), duckdb: calls('abs') }),
	ofDouble(
		['sign', 'signum'],
		(x) => `CASE WHEN isnan(${x}) OR ${x} = 0 THEN ${x} ELSE sign(${x})::DOUBLE END`,
	),
	scalar(['ceil', 'ceiling'], whole('ceil')),
	scalar('floor', whole('floor')),
	scalar('round', round),
	ofDouble('rint', (x) => `round_even(${x}, 0)`),
	ofDouble('sqrt', (x) => `CASE WHEN ${x} < 0 THEN ${nan} ELSE sqrt(${x}) END`),
	same('exp'),
	ofDouble(
		'ln',
		logarithm((x) => `ln(${x})`),
	),
	ofDouble(
		'log10',
		logarithm((x) => `log10(${x})`),
	),
	ofDouble(
		'log2',
		logarithm((x) => `(ln(${x}) / ln(2))`),
	),
	scalar('log', {
		coerce: parameters([double, double], 1),
		result: always(doubleType),
		duckdb: (args) =>
			args.length === 1
				? bind(
						arg(args, 0),
						logarithm((x) => `ln(${x})`),
					)
				: bind(arg(args, 0), (base) =>
						bind(arg(args, 1), (x) => `CASE WHEN ${base} > 0 AND ${x} > 0 THEN ln(${x}) / ln(${base}) END`),
					),
	}),
	scalar(['pow', 'power'], {
		coerce: parameters([double, double]),
		result: always(doubleType),
		duckdb: calls('pow'),
	}),
	ofDouble('sin', (x) => within(`isfinite(${x}) OR ${x} IS NULL`, `sin(${x})`)),
	ofDouble('cos', (x) => within(`isfinite(${x}) OR ${x} IS NULL`, `cos(${x})`)),
	ofDouble('tan', (x) => within(`isfinite(${x}) OR ${x} IS NULL`, `tan(${x})`)),
	ofDouble('asin', (x) => within(`abs(${x}) <= 1 OR ${x} IS NULL`, `asin(${x})`)),
	ofDouble('acos', (x) => within(`abs(${x}) <= 1 OR ${x} IS NULL`, `acos(${x})`)),
	same('atan'),
	scalar('atan2', {
		coerce: parameters([double, double]),
		result: always(doubleType),
		duckdb: calls('atan2'),
	}),
	same('sinh'),
	same('cosh'),
	same('tanh'),
	same('degrees'),
	same('radians'),
	neverNull(scalar('pi', { coerce: parameters([]), result: always(doubleType), duckdb: () => 'pi()' })),
	neverNull(
		scalar('e', {
			coerce: parameters([]),
			result: always(doubleType),
			duckdb: () => '2.718281828459045::DOUBLE',
		}),
	),
	scalar('factorial', {
		coerce: parameters([int]),
		result: always(longType),
		duckdb: (args) =>
			bind(arg(args, 0), (n) => `CASE WHEN ${n} BETWEEN 0 AND 20 THEN CAST(factorial(${n}) AS BIGINT) END`),
	}),
	scalar('hex', hex),
	scalar('unhex', {
		coerce: parameters([as(stringType)]),
		result: always(binaryType),
		duckdb: (args) =>
			bind(arg(args, 0), (s) => `CASE WHEN regexp_full_match(${s}, '[0-9A-Fa-f]*') THEN unhex(${s}) END`),
	}),
	scalar('bin', { coerce: parameters([as(longType)]), result: always(stringType), duckdb: calls('bin') }),
	scalar('bit_count', {
		coerce: ([type, ...others]) =>
			type && others.length === 0 && (isIntegral(type) || type.kind === 'boolean') ? [type] : undefined,
		result: always(integerType),
		duckdb: (args) => `CAST(bit_count(CAST(${arg(args, 0)} AS BIGINT)) AS INTEGER)`,
	}),
	scalar('try_add', attempt('+')),
	scalar('try_subtract', attempt('-')),
	scalar('try_multiply', attempt('*')),
	neverNull(
		scalar(['rand', 'random'], {
			coerce: parameters([]),
			result: always(doubleType),
			duckdb: () => 'random()',
		}),
	),
];
