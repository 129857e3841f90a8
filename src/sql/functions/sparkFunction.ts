import type { DataType } from '../../delta/schema';

/**
 * One way to call a function. Overloads are tried in order; the first whose `coerce` answers is taken.
 *
 * `Args` are DuckDB texts, each already of the type that `coerce` gave and in parentheses where it needs them.
 */
export interface Overload {
	/**
	 * The types that the arguments are cast to before the call, or `undefined` when these arguments do not fit.
	 * A `void` argument (an untyped NULL) fits everywhere. Lambdas are not in the list.
	 */
	readonly coerce: (types: readonly DataType[]) => readonly DataType[] | undefined;
	/** The type of the result, from the types after `coerce` (and the lambdas' result types). */
	readonly result: (types: readonly DataType[], lambdaResults: readonly DataType[]) => DataType;
	/**
	 * DuckDB's expression. For aggregates and window functions, `call` writes the call itself with the DISTINCT,
	 * FILTER, ORDER BY and OVER that the statement has; around it the expression may cast. For scalars it writes `name(args…)`.
	 */
	readonly duckdb: (args: readonly string[], types: readonly DataType[], call: CallWriter) => string;
	/** For functions with lambda arguments: the types of each lambda's parameters, from the coerced other arguments. */
	readonly lambdas?: (types: readonly DataType[]) => readonly (readonly DataType[])[];
}

export type CallWriter = (duckdbName: string, args: readonly string[]) => string;

export interface SparkFunction {
	/** Lower case; operators by their symbol: `+`, `<=>`, `like`. The first is the function's name, the others are aliases. */
	readonly names: readonly [string, ...string[]];
	readonly kind: 'scalar' | 'aggregate' | 'window' | 'generator';
	readonly overloads: readonly Overload[];
	/** Nullability of the result where it is not "null if an argument may be null". */
	readonly neverNull?: boolean;
}
