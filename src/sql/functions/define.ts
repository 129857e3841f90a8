import { DeltaError } from '../../delta/fault';
import type { DataType } from '../../delta/schema';
import type { Constants, Overload, SparkFunction } from './sparkFunction';
import { voidType } from './sparkTypes';

type Names = string | readonly [string, ...string[]];

/** A scalar function. */
export function scalar(names: Names, ...overloads: readonly Overload[]): SparkFunction {
	return { names: typeof names === 'string' ? [names] : names, kind: 'scalar', overloads };
}

/** An aggregate function. */
export function aggregate(names: Names, ...overloads: readonly Overload[]): SparkFunction {
	return { names: typeof names === 'string' ? [names] : names, kind: 'aggregate', overloads };
}

/** A function that is only called with OVER. */
export function windowed(names: Names, ...overloads: readonly Overload[]): SparkFunction {
	return { names: typeof names === 'string' ? [names] : names, kind: 'window', overloads };
}

/** The same function, whose result is never NULL. */
export function neverNull(fn: SparkFunction): SparkFunction {
	return { ...fn, neverNull: true };
}

/** A result of one type, whatever the arguments. */
export function always(type: DataType): () => DataType {
	return () => type;
}

/** A result of the type of the argument at `index`. */
export function sameAs(index: number): (types: readonly DataType[]) => DataType {
	return (types) => types[index] ?? voidType;
}

/** A DuckDB call of the same arguments in the same order. */
export function calls(duckdbName: string): (args: readonly string[]) => string {
	return (args) => `${duckdbName}(${args.join(', ')})`;
}

/** The argument at `index`; a missing one is a bug of `coerce`. */
export function arg(args: readonly string[], index: number): string {
	const text = args[index];
	if (text === undefined) throw new Error(`argument ${index} is missing`);
	return text;
}

/** The type at `index`; a missing one is a bug of `coerce`. */
export function typeAt(types: readonly DataType[], index: number): DataType {
	const type = types[index];
	if (type === undefined) throw new Error(`the type of argument ${index} is missing`);
	return type;
}

/** The integer that an argument is, when it is a literal one. */
export function constantInteger(constants: Constants, index: number): number | undefined {
	const text = constants[index];
	return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** An error in the statement that the analyser gives the position of the call. */
export function sqlFault(errorClass: string, message: string): DeltaError {
	return new DeltaError({ code: 'sql', errorClass, message });
}
