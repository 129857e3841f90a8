import { sqlTypeName } from '../../delta/schema';
import { duckdbType } from './casts';
import { any, as, number, parameters, text, unified } from './coercion';
import { always, arg, calls, neverNull, sameAs, scalar, typeAt } from './define';
import { bindAll, quoteText } from './duckdbText';
import type { Overload, SparkFunction } from './sparkFunction';
import { booleanType, doubleType, isIntegral, isNumeric, stringType, voidType } from './sparkTypes';

const coalesce: Overload = { coerce: unified(1), result: sameAs(0), duckdb: calls('coalesce') };
const either: Overload = { ...coalesce, coerce: unified(2, 2) };

function extreme(duckdbName: string): Overload {
	return {
		coerce: unified(
			2,
			Number.POSITIVE_INFINITY,
			(type) => !['array', 'map', 'struct', 'variant'].includes(type.kind),
		),
		result: sameAs(0),
		duckdb: calls(duckdbName),
	};
}

/** Functions that choose among their arguments. */
export const conditionals: readonly SparkFunction[] = [
	scalar('coalesce', coalesce),
	scalar(['nvl', 'ifnull'], either),
	scalar('nvl2', {
		coerce: ([test, ...rest]) => {
			const values = unified(2, 2)(rest);
			return test && values && [test, ...values];
		},
		result: sameAs(1),
		duckdb: (args) => `CASE WHEN ${arg(args, 0)} IS NOT NULL THEN ${arg(args, 1)} ELSE ${arg(args, 2)} END`,
	}),
	scalar(
		'nullif',
		{
			coerce: (types) => (types.length === 2 && types[0]?.kind === 'void' ? types : undefined),
			result: always(voidType),
			duckdb: () => 'NULL::INTEGER',
		},
		{
			coerce: (types) => {
				const [first] = types;
				const common = unified(2, 2)(types);
				// The result has the first argument's type, whatever the comparison needs.
				return first && common && [first, typeAt(common, 1)];
			},
			result: sameAs(0),
			duckdb: (args, types) =>
				`CAST(nullif(${arg(args, 0)}, ${arg(args, 1)}) AS ${duckdbType(typeAt(types, 0))})`,
		},
	),
	scalar('zeroifnull', {
		coerce: ([type, ...others]) => (type && others.length === 0 && isNumeric(type) ? [type] : undefined),
		result: sameAs(0),
		duckdb: (args) => `coalesce(${arg(args, 0)}, 0)`,
	}),
	scalar('nullifzero', {
		coerce: ([type, ...others]) => (type && others.length === 0 && isNumeric(type) ? [type] : undefined),
		result: sameAs(0),
		duckdb: (args) => `nullif(${arg(args, 0)}, 0)`,
	}),
	neverNull(
		scalar('isnan', {
			coerce: parameters([number]),
			result: always(booleanType),
			duckdb: (args, types) =>
				isIntegral(typeAt(types, 0)) || typeAt(types, 0).kind === 'decimal'
					? '(false)'
					: `coalesce(isnan(${arg(args, 0)}), false)`,
		}),
	),
	scalar('nanvl', {
		coerce: parameters([as(doubleType), as(doubleType)]),
		result: always(doubleType),
		duckdb: (args) => bindAll(args, (x = '', y = '') => `CASE WHEN isnan(${x}) THEN ${y} ELSE ${x} END`),
	}),
	scalar('greatest', extreme('greatest')),
	scalar('least', extreme('least')),
	neverNull(
		scalar('typeof', {
			coerce: parameters([any]),
			result: always(stringType),
			duckdb: (_args, types) => quoteText(sqlTypeName(typeAt(types, 0))),
		}),
	),
	scalar('raise_error', {
		coerce: parameters([text]),
		result: always(voidType),
		duckdb: (args) => `error('[USER_RAISED_EXCEPTION] ' || ${arg(args, 0)})::INTEGER`,
	}),
];
