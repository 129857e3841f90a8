import type { DataType } from '../../delta/schema';

/**
 * The arguments that are literals, by position, lambdas not counted: the content of a string, the digits of a number
 * (`5`, `-5`, `0.25`), `true` or `false`; `undefined` for a NULL and for whatever is not a literal.
 * Formats, units and scales must be known when the statement is compiled, because the result's type or text depends on them.
 */
export type Constants = readonly (string | undefined)[];

/**
 * One way to call a function. Overloads are tried in order; the first whose `coerce` answers is taken.
 *
 * `Args` are DuckDB texts, each already of the type that `coerce` gave and in parentheses where it needs them. A lambda's
 * text is `lambda x, y: body` in its place among them; its parameter names are plain identifiers, made by the analyser
 * and unique in the statement.
 *
 * Each function may throw a `DeltaError` with an `sql` fault without a position (a format letter that is not supported, a
 * lambda whose result has the wrong type): the analyser adds the position of the call.
 */
export interface Overload {
	/**
	 * The types that the arguments are cast to before the call, or `undefined` when these arguments do not fit.
	 * A `void` argument (an untyped NULL) fits everywhere. Lambdas are not in the list.
	 */
	readonly coerce: (types: readonly DataType[], constants: Constants) => readonly DataType[] | undefined;
	/** The type of the result, from the types after `coerce` (and the lambdas' result types). */
	readonly result: (
		types: readonly DataType[],
		lambdaResults: readonly DataType[],
		constants: Constants,
	) => DataType;
	/**
	 * DuckDB's expression. For aggregates and window functions, `call` writes the call itself with the DISTINCT,
	 * FILTER, ORDER BY and OVER that the statement has; around it the expression may cast. For scalars it writes `name(args…)`.
	 * Of a generator it is a list: one element per row, a struct when the generator makes several columns.
	 */
	readonly duckdb: (
		args: readonly string[],
		types: readonly DataType[],
		call: CallWriter,
		constants: Constants,
	) => string;
	/** For functions with lambda arguments: the types of each lambda's parameters, from the coerced other arguments. */
	readonly lambdas?: (
		types: readonly DataType[],
		lambdaArities: readonly number[],
	) => readonly (readonly DataType[])[];
}

/**
 * @param filter a condition to AND to the call's own FILTER, for aggregates that leave rows out.
 * @param ignoreNulls to leave NULLs of the first argument out: IGNORE NULLS with OVER, a filter without.
 * @param distinct to write DISTINCT although the statement does not.
 */
export type CallWriter = (
	duckdbName: string,
	args: readonly string[],
	options?: { readonly filter?: string; readonly distinct?: boolean; readonly ignoreNulls?: boolean },
) => string;

export interface SparkFunction {
	/** Lower case; operators by their symbol: `+`, `<=>`, `like`. The first is the function's name, the others are aliases. */
	readonly names: readonly [string, ...string[]];
	readonly kind: 'scalar' | 'aggregate' | 'window' | 'generator';
	readonly overloads: readonly Overload[];
	/** Nullability of the result where it is not "null if an argument may be null". */
	readonly neverNull?: boolean;
	/** For generators: the names of the columns when the statement gives none, from the coerced types. */
	readonly columns?: (types: readonly DataType[]) => readonly string[];
}
