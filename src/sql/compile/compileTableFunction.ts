import type { Expression } from '../syntax/expression';
import type { RelationNode } from '../syntax/query';
import { cast } from './cast';
import { generate } from './compileGenerator';
import { type Environment, faultAt, type QueryEnvironment } from './environment';
import type { OutputColumn } from './output';
import { Scope } from './scope';

type FunctionRelation = Extract<RelationNode, { kind: 'function' }>;

interface TableFunction {
	readonly from: string;
	readonly columns: readonly OutputColumn[];
	readonly lateral: boolean;
}

/** `range(…)` and generators in FROM. No other table function can be reached. */
export function compileTableFunction(node: FunctionRelation, environment: QueryEnvironment): TableFunction {
	const scope = node.lateral && environment.scope ? environment.scope : new Scope([], environment.scope);
	const inside: Environment = { ...environment, scope, windows: new Map() };
	if (node.name.toLowerCase() === 'range') return { ...range(node, inside), lateral: false };
	const fn = environment.statement.functions.functionNamed(node.name);
	if (fn?.kind !== 'generator') {
		throw faultAt(
			environment,
			node.at,
			'UNRESOLVABLE_TABLE_VALUED_FUNCTION',
			`there is no table function ${node.name}, or it is not supported`,
		);
	}
	const call: Extract<Expression, { kind: 'call' }> = {
		kind: 'call',
		at: node.at,
		name: node.name,
		args: node.args,
		distinct: false,
		star: false,
		ignoreNulls: false,
		orderBy: [],
		withinGroup: [],
	};
	const { sql, columns } = generate(call, fn, inside, false);
	return { from: `(${sql})`, columns, lateral: node.lateral };
}

/** `range([start,] end [, step [, partitions]])`, of bigint. */
function range({ args, at }: FunctionRelation, environment: Environment): Omit<TableFunction, 'lateral'> {
	const values = args.map((arg) => {
		const typed = environment.statement.expression(arg, environment);
		if (typed.constant !== undefined)
			return cast(environment, typed, { kind: 'long' }, 'implicit', arg.at).text;
		throw faultAt(environment, arg.at, 'NON_FOLDABLE_ARGUMENT', 'the arguments of range must be literals');
	});
	if (values.length < 1 || values.length > 4) {
		throw faultAt(
			environment,
			at,
			'WRONG_NUM_ARGS.WITHOUT_SUGGESTION',
			`range needs 1 to 4 arguments and has ${values.length}`,
		);
	}
	const id = environment.statement.unique('c');
	const source = environment.statement.unique('t');
	return {
		from: `(SELECT ${id} FROM range(${values.slice(0, 3).join(', ')}) AS ${source}(${id}))`,
		columns: [{ name: 'id', id, type: { kind: 'long' }, nullable: false }],
	};
}
