import { quoteName } from '../functions/duckdbText';
import type { SparkFunction } from '../functions/sparkFunction';
import type { Expression } from '../syntax/expression';
import { callFunction } from './callFunction';
import { compileArguments } from './compileCall';
import { type CompiledNode, type Environment, faultAt, type QueryEnvironment } from './environment';
import type { OutputColumn } from './output';
import type { Relation } from './relation';
import type { Typed } from './typed';

type Call = Extract<Expression, { kind: 'call' }>;

/** The call's function, if it is one that makes rows. */
export function generatorOf(expression: Expression, environment: Environment): SparkFunction | undefined {
	if (expression.kind !== 'call') return undefined;
	const fn = environment.statement.functions.functionNamed(expression.name);
	return fn?.kind === 'generator' ? fn : undefined;
}

/**
 * The rows that a generator makes, as a query that refers to the columns of the scope, so it belongs behind LATERAL.
 *
 * @param mayMiss whether a row without any remains, with NULLs.
 */
export function generate(
	call: Call,
	fn: SparkFunction,
	environment: Environment,
	mayMiss: boolean,
): CompiledNode {
	const args = compileArguments(call, environment);
	const values = args.filter((arg): arg is Typed => 'text' in arg);
	const typed = callFunction(environment, fn, { name: call.name, args, at: call.at });
	if (typed.hasAggregate || typed.hasWindow || call.over || call.filter || call.distinct) {
		throw faultAt(
			environment,
			call.at,
			'UNSUPPORTED_GENERATOR.NOT_ON_ROWS',
			`${call.name} over aggregates or windows is not supported; compute them in a subquery`,
		);
	}
	const names = fn.columns?.(values.map((value) => value.type)) ?? ['col'];
	const item = environment.statement.unique('g');
	const columns = outputs(fn, typed, values, names, environment).map((column) =>
		mayMiss ? { ...column, nullable: true } : column,
	);
	const spread = columns.length > 1 || isSpread(fn, typed, values, names);
	const items = columns.map(({ id, name }) => `${spread ? `${item}.${quoteName(name)}` : item} AS ${id}`);
	const source = environment.statement.unique('t');
	const sql = `SELECT ${items.join(', ')} FROM (SELECT unnest(${typed.text}) AS ${item}) AS ${source}`;
	return { sql, columns };
}

function outputs(
	fn: SparkFunction,
	typed: Typed,
	values: readonly Typed[],
	names: readonly string[],
	environment: Environment,
): readonly OutputColumn[] {
	const id = () => environment.statement.unique('c');
	if (typed.type.kind === 'struct' && isSpread(fn, typed, values, names)) {
		return typed.type.fields.map(({ name, type }) => ({ name, type, nullable: true, id: id() }));
	}
	return [{ name: names[0] ?? 'col', type: typed.type, nullable: true, id: id() }];
}

/** Whether each field of the struct is a column: not where the elements of an array are structs themselves. */
function isSpread(
	fn: SparkFunction,
	{ type }: Typed,
	[value]: readonly Typed[],
	names: readonly string[],
): boolean {
	if (type.kind !== 'struct' || type.fields.length !== names.length) return false;
	return !(fn.names[0].startsWith('explode') && value?.type.kind === 'array');
}

/** FROM text with the rows of a generator joined to each row. */
export function joinGenerated(
	relation: Relation | undefined,
	generated: CompiledNode,
	{ statement }: QueryEnvironment,
	outer: boolean,
): string {
	const ids = generated.columns.map((column) => column.id).join(', ');
	const source = `(${generated.sql}) AS ${statement.unique('t')}(${ids})`;
	if (!relation && outer) return `((SELECT 1) AS ${statement.unique('t')} LEFT JOIN ${source} ON TRUE)`;
	if (!relation) return source;
	return outer
		? `(${relation.from} LEFT JOIN LATERAL ${source} ON TRUE)`
		: `(${relation.from} CROSS JOIN LATERAL ${source})`;
}
