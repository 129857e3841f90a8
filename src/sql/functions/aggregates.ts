import type { DataType, DecimalType } from '../../delta/schema';
import { castExpression, duckdbType } from './casts';
import { any, as, number, parameters, repeated, text, truth } from './coercion';
import { decimalOperation, decimalResult } from './decimalArithmetic';
import { aggregate, always, arg, neverNull, sameAs, typeAt } from './define';
import { bind, quoteText, raise } from './duckdbText';
import type { CallWriter, Overload, SparkFunction } from './sparkFunction';
import {
	arrayOf,
	booleanType,
	byteType,
	doubleType,
	isIntegral,
	isOrderable,
	longType,
	stringType,
} from './sparkTypes';

const double = as(doubleType);

/** An aggregate of doubles with a double result. */
function ofDoubles(duckdbName: string, count = 1): Overload {
	return {
		coerce: parameters(Array.from({ length: count }, () => double)),
		result: always(doubleType),
		duckdb: (args, _types, call) => call(duckdbName, args),
	};
}

function sumType(type: DataType): DataType {
	if (type.kind === 'decimal') {
		return { kind: 'decimal', precision: Math.min(38, type.precision + 10), scale: type.scale };
	}
	return isIntegral(type) ? longType : doubleType;
}

function sum(onOverflow: 'error' | 'null'): Overload {
	return {
		coerce: parameters([number]),
		result: (types) => sumType(typeAt(types, 0)),
		duckdb: (args, types, call) => {
			const type = sumType(typeAt(types, 0));
			const cast = onOverflow === 'error' ? 'CAST' : 'TRY_CAST';
			const total = `${cast}(${call('sum', args)} AS ${duckdbType(type)})`;
			return type.kind === 'decimal' && type.precision === 38 ? withinDigits(total, type, onOverflow) : total;
		},
	};
}

/** DuckDB counts decimals beyond 38 digits, up to the end of its 128-bit integers. */
function withinDigits(total: string, type: DecimalType, onOverflow: 'error' | 'null'): string {
	const name = duckdbType(type);
	const limit = `CAST('${'9'.repeat(38 - type.scale)}.${'9'.repeat(type.scale)}' AS ${name})`;
	const overflow =
		onOverflow === 'null' ? `NULL::${name}` : raise('ARITHMETIC_OVERFLOW', `'Overflow in sum'`, name);
	return bind(
		total,
		(value) => `CASE WHEN ${value} > ${limit} OR ${value} < -${limit} THEN ${overflow} ELSE ${value} END`,
	);
}

/** NaN where a value is not finite, which DuckDB refuses. */
function spread(duckdbName: string, ofSample: boolean): Overload {
	return {
		...ofDoubles(duckdbName),
		duckdb: ([x = ''], _types, call) => {
			const notFinite = call('bool_or', [`NOT isfinite(${x})`]);
			const enough = ofSample ? ` AND ${call('count', [x])} > 1` : '';
			const finite = call(duckdbName, [`CASE WHEN isfinite(${x}) THEN ${x} END`]);
			return `CASE WHEN ${notFinite}${enough} THEN 'nan'::DOUBLE ELSE ${finite} END`;
		},
	};
}

function averageType(type: DataType): DataType {
	if (type.kind !== 'decimal') return doubleType;
	return boundedAverage(type.precision + 4, type.scale + 4);
}

function boundedAverage(precision: number, scale: number): DataType {
	return { kind: 'decimal', precision: Math.min(38, precision), scale: Math.min(38, scale) };
}

const average: Overload = {
	coerce: parameters([number]),
	result: (types) => averageType(typeAt(types, 0)),
	duckdb: (args, types, call) => {
		const type = typeAt(types, 0);
		if (type.kind !== 'decimal') return call('avg', [`${arg(args, 0)}::DOUBLE`]);
		const total = {
			kind: 'decimal',
			precision: Math.min(38, type.precision + 10),
			scale: type.scale,
		} as const;
		const rows = { kind: 'decimal', precision: 20, scale: 0 } as const;
		const counted = `nullif(${call('count', args)}, 0)`;
		const quotient = decimalOperation(
			'/',
			[`CAST(${call('sum', args)} AS ${duckdbType(total)})`, counted],
			[total, rows],
		);
		const from = decimalResult('/', total, rows);
		return castExpression(quotient, from, averageType(type), 'implicit') ?? quotient;
	},
};

/** Values whose order is the same in both engines: NULLs inside lists and structs are not. */
function hasSameOrder(type: DataType): boolean {
	return isOrderable(type) && type.kind !== 'array' && type.kind !== 'struct';
}

function extreme(duckdbName: string): Overload {
	return {
		coerce: ([type, ...others]) => (type && others.length === 0 && hasSameOrder(type) ? [type] : undefined),
		result: sameAs(0),
		duckdb: (args, _types, call) => call(duckdbName, args),
	};
}

function extremeBy(duckdbName: string): Overload {
	return {
		coerce: ([value, order, ...others]) =>
			value && order && others.length === 0 && hasSameOrder(order) ? [value, order] : undefined,
		result: sameAs(0),
		duckdb: (args, _types, call) => call(duckdbName, args),
	};
}

/** `first(x)`, `first(x, ignoreNulls)`. */
function atEnd(duckdbName: 'first' | 'last'): Overload {
	return {
		coerce: (types, constants) =>
			types.length === 2 && constants[1] === undefined ? undefined : parameters([any, truth], 1)(types),
		result: sameAs(0),
		duckdb: (args, _types, call, constants) => {
			const value = arg(args, 0);
			if (constants[1]?.toLowerCase() !== 'true') return call(duckdbName, [value]);
			return call(duckdbName, [value], { ignoreNulls: true });
		},
	};
}

function collect(distinct: boolean): Overload {
	return {
		coerce: ([type, ...others]) =>
			type && others.length === 0 && (!distinct || isOrderable(type)) ? [type] : undefined,
		result: (types) => arrayOf(typeAt(types, 0), false),
		duckdb: (args, _types, call) =>
			`coalesce(${call('list', args, { filter: `${arg(args, 0)} IS NOT NULL`, ...(distinct && { distinct }) })}, [])`,
	};
}

function isFraction(constant: string | undefined): constant is string {
	return constant !== undefined && Number(constant) >= 0 && Number(constant) <= 1;
}

const percentile: Overload = {
	coerce: (types, constants) => (isFraction(constants[1]) ? parameters([double, double])(types) : undefined),
	result: always(doubleType),
	duckdb: (args, _types, call, constants) =>
		call('quantile_cont', [arg(args, 0), `${constants[1] ?? ''}::DOUBLE`]),
};

const percentileApprox: Overload = {
	coerce: (types, constants) => {
		const [value] = types;
		if (!value || !isFraction(constants[1]) || types.length > 3) return undefined;
		const taken = hasSameOrder(value) && value.kind !== 'binary' && value.kind !== 'boolean';
		const first = value.kind === 'string' || value.kind === 'void' ? doubleType : value;
		return taken ? [first, ...types.slice(1)] : undefined;
	},
	result: sameAs(0),
	duckdb: (args, _types, call, constants) =>
		call('quantile_disc', [arg(args, 0), `${constants[1] ?? ''}::DOUBLE`]),
};

const listagg: Overload = {
	coerce: (types, constants) =>
		types.length === 2 && constants[1] === undefined ? undefined : parameters([text, text], 1)(types),
	result: always(stringType),
	duckdb: (args, _types, call, constants) =>
		call('string_agg', [arg(args, 0), quoteText(constants[1] ?? '')]),
};

function ofTruth(duckdbName: string): Overload {
	return {
		coerce: parameters([truth]),
		result: always(booleanType),
		duckdb: (args, _types, call) => call(duckdbName, args),
	};
}

function counting(write: (args: readonly string[], call: CallWriter) => string, truthOnly = false): Overload {
	return {
		coerce: parameters([truthOnly ? truth : any]),
		result: always(longType),
		duckdb: (args, _types, call) => write(args, call),
	};
}

function ofBits(duckdbName: string): Overload {
	return {
		coerce: ([type, ...others]) => (type && others.length === 0 && isIntegral(type) ? [type] : undefined),
		result: sameAs(0),
		duckdb: (args, _types, call) => call(duckdbName, args),
	};
}

/** Of values that do not vary: NULL for a single row, a division by zero for several. */
function correlation(args: readonly string[], call: CallWriter): string {
	const rows = call('regr_count', args);
	return bind(call('corr', args), (r) => {
		const constant = `isnan(${r}) AND NOT isnan(${call('covar_pop', args)})`;
		const failure = raise('DIVIDE_BY_ZERO', `'Division by zero'`, 'DOUBLE');
		return `CASE WHEN ${constant} THEN CASE WHEN ${rows} > 1 THEN ${failure} END ELSE ${r} END`;
	});
}

/** NULL when the independent values do not vary. */
function line(duckdbName: string): Overload {
	return {
		...ofDoubles(duckdbName, 2),
		duckdb: (args, _types, call) =>
			`CASE WHEN ${call('regr_sxx', args)} <> 0 THEN ${call(duckdbName, args)} END`,
	};
}

function regression(name: string): SparkFunction {
	return aggregate(name, ofDoubles(name, 2));
}

/** The aggregate functions. */
export const aggregates: readonly SparkFunction[] = [
	neverNull(
		aggregate(
			'count',
			counting((args, call) => call('count', args)),
		),
	),
	neverNull(
		aggregate(
			'count_if',
			counting((args, call) => `CAST(${call('count_if', args)} AS BIGINT)`, true),
		),
	),
	neverNull(
		aggregate(
			'approx_count_distinct',
			counting((args, call) => call('count', args, { distinct: true })),
		),
	),
	aggregate('sum', sum('error')),
	aggregate('try_sum', sum('null')),
	aggregate(['avg', 'mean'], average),
	aggregate('min', extreme('min')),
	aggregate('max', extreme('max')),
	aggregate('min_by', extremeBy('arg_min_null')),
	aggregate('max_by', extremeBy('arg_max_null')),
	aggregate(['first', 'first_value', 'any_value'], atEnd('first')),
	aggregate(['last', 'last_value'], atEnd('last')),
	neverNull(aggregate(['collect_list', 'array_agg'], collect(false))),
	neverNull(aggregate('collect_set', collect(true))),
	aggregate(['stddev', 'std', 'stddev_samp'], spread('stddev_samp', true)),
	aggregate('stddev_pop', spread('stddev_pop', false)),
	aggregate(['variance', 'var_samp'], spread('var_samp', true)),
	aggregate('var_pop', spread('var_pop', false)),
	aggregate('corr', { ...ofDoubles('corr', 2), duckdb: (args, _types, call) => correlation(args, call) }),
	aggregate('covar_samp', ofDoubles('covar_samp', 2)),
	aggregate('covar_pop', ofDoubles('covar_pop', 2)),
	aggregate('regr_slope', line('regr_slope')),
	aggregate('regr_intercept', line('regr_intercept')),
	regression('regr_avgx'),
	regression('regr_avgy'),
	regression('regr_sxx'),
	regression('regr_syy'),
	regression('regr_sxy'),
	neverNull(
		aggregate('regr_count', {
			...ofDoubles('regr_count', 2),
			result: always(longType),
			duckdb: (args, _types, call) => `CAST(${call('regr_count', args)} AS BIGINT)`,
		}),
	),
	aggregate('percentile', percentile),
	aggregate('median', {
		...ofDoubles('median'),
		duckdb: (args, _types, call) => call('quantile_cont', [arg(args, 0), '0.5']),
	}),
	aggregate(['percentile_approx', 'approx_percentile'], percentileApprox),
	aggregate('mode', { ...extreme('mode'), coerce: parameters([any]) }),
	aggregate(['bool_and', 'every'], ofTruth('bool_and')),
	aggregate(['bool_or', 'any', 'some'], ofTruth('bool_or')),
	aggregate('bit_and', ofBits('bit_and')),
	aggregate('bit_or', ofBits('bit_or')),
	aggregate('bit_xor', ofBits('bit_xor')),
	aggregate(['listagg', 'string_agg'], listagg),
	neverNull(
		aggregate('grouping', {
			coerce: parameters([any]),
			result: always(byteType),
			duckdb: (args, _types, call) => `CAST(${call('grouping', args)} AS TINYINT)`,
		}),
	),
	neverNull(
		aggregate('grouping_id', {
			coerce: repeated(any, 1),
			result: always(longType),
			duckdb: (args, _types, call) => `CAST(${call('grouping', args)} AS BIGINT)`,
		}),
	),
];
