import { quoteName } from '../functions/duckdbText';
import type { CallWriter, SparkFunction } from '../functions/sparkFunction';
import type { Expression, FunctionCall } from '../syntax/expression';
import { type Argument, callFunction, functionNamed } from './callFunction';
import { compileLiteral } from './compileLiteral';
import { compileSortItems } from './compileSortItems';
import { compileWindow } from './compileWindow';
import { type Environment, faultAt } from './environment';
import { derived, type Typed } from './typed';

type Call = Extract<Expression, { kind: 'call' }>;

/** A call of a scalar, aggregate or window function. */
export function compileCall(call: Call, environment: Environment): Typed {
	const fn = functionNamed(environment, call.name, call.at);
	if (call.star && (fn.names[0] !== 'count' || call.distinct)) throw misplacedStar(environment, call.at);
	switch (fn.kind) {
		case 'scalar':
			refuseAggregateSyntax(call, environment);
			return callFunction(environment, fn, { ...call, args: compileArguments(call, environment) });
		case 'aggregate':
		case 'window':
			return compileAggregate(call, fn, environment);
		case 'generator':
			throw faultAt(
				environment,
				call.at,
				'UNSUPPORTED_GENERATOR.OUTSIDE_SELECT',
				`${call.name} makes rows: it can stand alone in the select list or in LATERAL VIEW`,
			);
	}
}

export function compileArguments(
	{ args }: Pick<FunctionCall, 'args'>,
	environment: Environment,
): readonly Argument[] {
	return args.map((arg) =>
		arg.kind === 'lambda' ? arg : environment.statement.expression(arg, environment),
	);
}

function misplacedStar(environment: Environment, at: number): Error {
	return faultAt(
		environment,
		at,
		'INVALID_USAGE_OF_STAR_OR_REGEX',
		'* cannot be an argument of this function',
	);
}

function refuseAggregateSyntax(call: Call, environment: Environment): void {
	const clauses: readonly (readonly [present: boolean, name: string])[] = [
		[call.over !== undefined, 'OVER'],
		[call.filter !== undefined, 'FILTER'],
		[call.distinct, 'DISTINCT'],
		[call.withinGroup.length > 0, 'WITHIN GROUP'],
		[call.orderBy.length > 0, 'ORDER BY'],
		[call.ignoreNulls, 'IGNORE NULLS'],
	];
	const clause = clauses.find(([present]) => present)?.[1];
	if (clause === undefined) return;
	throw faultAt(
		environment,
		call.at,
		'INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX',
		`${call.name} is no aggregate function and cannot have ${clause}`,
	);
}

function compileAggregate(call: Call, fn: SparkFunction, environment: Environment): Typed {
	// Inside an aggregate, columns are those of the rows; the select list's aliases are not there yet.
	const { aliases: _, ...inside } = environment;
	const args = aggregateArguments(call, fn, inside);
	if (fn.names[0].startsWith('grouping')) checkGroupingArguments(call, args, environment);
	const filter = call.filter && environment.statement.expression(call.filter, inside);
	const sorted = [...call.orderBy, ...call.withinGroup];
	const orderBy = compileSortItems(sorted, inside);
	const over = call.over && compileWindow(call.over, environment, fn.kind === 'window' ? call : undefined);
	check(call, fn, environment, [...args.filter((arg) => 'text' in arg), ...(filter ? [filter] : [])]);
	const write = writer(call, fn, { filter: filter?.text, orderBy: orderBy.text, over: over?.text });
	const typed = callFunction(environment, fn, { name: call.name, args, at: call.at, write });
	const parts = [typed, ...(filter ? [filter] : []), ...orderBy.parts, ...(over?.parts ?? [])];
	const key = `${typed.key}${call.distinct}${parts.map((part) => part.key).join()}${over?.text ?? ''}`;
	const { ungrouped, hasAggregate, hasWindow } = derived(parts, { ...typed, key });
	return over
		? { ...typed, key, ungrouped, hasAggregate, hasWindow: true }
		: { ...typed, key, ungrouped: [], hasAggregate: true, hasWindow };
}

interface ClauseTexts {
	readonly filter: string | undefined;
	/** Empty when there is none. */
	readonly orderBy: string;
	readonly over: string | undefined;
}

/** Writes DuckDB's call with the clauses of the statement's call. */
function writer(call: Call, fn: SparkFunction, { filter, orderBy, over }: ClauseTexts): CallWriter {
	const order = orderBy === '' ? '' : ` ORDER BY ${orderBy}`;
	const window = over === undefined ? '' : ` OVER (${over})`;
	return (name, args, options = {}) => {
		const distinct = call.distinct || options.distinct ? 'DISTINCT ' : '';
		const ignoresNulls = options.ignoreNulls || (call.ignoreNulls && fn.kind === 'window');
		const nulls = ignoresNulls && over !== undefined ? ' IGNORE NULLS' : '';
		// DuckDB's aggregates take IGNORE NULLS only with OVER.
		const known = ignoresNulls && over === undefined ? `${args[0] ?? 'NULL'} IS NOT NULL` : undefined;
		const conditions = [filter, options.filter, known].filter((text) => text !== undefined);
		const where = conditions.length === 0 ? '' : ` FILTER (WHERE ${conditions.join(' AND ')})`;
		return `${name}(${distinct}${args.join(', ')}${order}${nulls})${where}${window}`;
	};
}

function aggregateArguments(call: Call, fn: SparkFunction, environment: Environment): readonly Argument[] {
	if (call.star) {
		const one = compileLiteral({ kind: 'literal', type: { kind: 'integer' }, value: '1' });
		return [{ ...one, text: '*' }];
	}
	const args = compileArguments(call, environment);
	// `grouping_id()` is about all grouping expressions.
	if (fn.names[0] === 'grouping_id' && args.length === 0)
		return [...(environment.groupingKeys?.values() ?? [])];
	if (fn.names[0] === 'count' && args.length > 1) return [tuple(args.filter((arg) => 'text' in arg))];
	const takesFlag = ['first', 'last'].includes(fn.names[0]) && args.length === 1;
	if (!call.ignoreNulls || fn.kind === 'window') return args;
	if (!takesFlag) {
		throw faultAt(
			environment,
			call.at,
			'INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX',
			`${call.name} cannot have IGNORE NULLS`,
		);
	}
	return [...args, compileLiteral({ kind: 'literal', type: { kind: 'boolean' }, value: 'true' })];
}

/** Several arguments of `count` as one, which is NULL when one of them is. */
function tuple(args: readonly Typed[]): Typed {
	const known = args.map((arg) => `${arg.text} IS NOT NULL`).join(' AND ');
	const fields = args.map((arg, i) => ({ name: `c${i}`, type: arg.type, nullable: true, metadata: {} }));
	const values = args.map((arg, i) => `${quoteName(`c${i}`)} := ${arg.text}`).join(', ');
	return derived(args, {
		text: `CASE WHEN ${known} THEN struct_pack(${values}) END`,
		type: { kind: 'struct', fields },
		nullable: true,
		key: `tuple(${args.map((arg) => arg.key).join(', ')})`,
	});
}

function check(call: Call, fn: SparkFunction, environment: Environment, parts: readonly Typed[]): void {
	const fault = (errorClass: string, message: string) => faultAt(environment, call.at, errorClass, message);
	if (fn.kind === 'window' && !call.over) {
		throw fault('WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE', `${call.name} needs OVER`);
	}
	if (call.distinct && (call.over || fn.kind === 'window')) {
		throw fault('DISTINCT_WINDOW_FUNCTION_UNSUPPORTED', 'DISTINCT is not supported in window functions');
	}
	if (call.withinGroup.length > 0 && fn.names[0] !== 'listagg') {
		throw fault(
			'INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX',
			`WITHIN GROUP is not supported for ${call.name}`,
		);
	}
	if (!call.over && parts.some((part) => part.hasAggregate)) {
		throw fault('NESTED_AGGREGATE_FUNCTION', 'an aggregate function cannot be an argument of another one');
	}
	if (parts.some((part) => part.hasWindow)) {
		throw fault('NESTED_WINDOW_FUNCTION', 'a window function cannot be an argument of this function');
	}
}

/** `grouping` and `grouping_id` tell of grouping expressions whether the row's set leaves them out. */
function checkGroupingArguments(call: Call, args: readonly Argument[], environment: Environment): void {
	const keys = new Set([...(environment.groupingKeys?.values() ?? [])].map((key) => key.text));
	const areKeys = args.length > 0 && args.every((arg) => 'text' in arg && keys.has(arg.text));
	const isPlain = !call.distinct && !call.filter && !call.over && call.orderBy.length === 0;
	if (areKeys && isPlain) return;
	throw faultAt(
		environment,
		call.at,
		areKeys ? 'INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX' : 'GROUPING_COLUMN_MISMATCH',
		areKeys
			? `${call.name} takes neither DISTINCT nor FILTER nor OVER`
			: `the arguments of ${call.name} must be expressions of GROUP BY`,
	);
}
