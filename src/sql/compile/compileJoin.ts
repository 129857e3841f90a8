import { commonType } from '../functions/coercion';
import type { JoinType, RelationNode } from '../syntax/query';
import { cast } from './cast';
import { columnTyped } from './columns';
import { type Environment, faultAt, type QueryEnvironment } from './environment';
import type { Relation } from './relation';
import { shown } from './resolveName';
import { type Column, Scope } from './scope';

const words: Readonly<Record<JoinType, string>> = {
	inner: 'INNER JOIN',
	cross: 'CROSS JOIN',
	left: 'LEFT JOIN',
	right: 'RIGHT JOIN',
	full: 'FULL JOIN',
	semi: 'SEMI JOIN',
	anti: 'ANTI JOIN',
};

type JoinNode = Extract<RelationNode, { kind: 'join' }>;
type Compile = (node: RelationNode, environment: QueryEnvironment) => Relation;

/** Two relations and what joins them. */
export function compileJoin(node: JoinNode, environment: QueryEnvironment, compile: Compile): Relation {
	const left = compile(node.left, environment);
	const right = compileRight(node, left, environment, compile);
	const lateral = right.lateral ? 'LATERAL ' : '';
	const shared = sharedColumns(node, left, right, environment);
	const condition = shared
		? shared.map((pair) => pair.equal).join(' AND ')
		: conditionText(node, left, right, environment);
	const on = condition === '' || condition === undefined ? 'TRUE' : condition;
	const unconditional = on === 'TRUE' && (node.type === 'inner' || node.type === 'cross');
	const join = unconditional
		? `CROSS JOIN ${lateral}${right.from}`
		: `${node.type === 'cross' ? words.inner : words[node.type]} ${lateral}${right.from} ON ${on}`;
	return { from: `(${left.from} ${join})`, columns: joinedColumns(node.type, left, right, shared ?? []) };
}

function compileRight(
	node: JoinNode,
	left: Relation,
	environment: QueryEnvironment,
	compile: Compile,
): Relation {
	const { right } = node;
	const isLateral = (right.kind === 'subquery' || right.kind === 'function') && right.lateral;
	if (!isLateral) return compile(right, environment);
	if (!['inner', 'cross', 'left'].includes(node.type)) {
		throw faultAt(
			environment,
			right.at,
			'UNSUPPORTED_FEATURE.LATERAL_JOIN_TYPE',
			'LATERAL works with INNER, CROSS and LEFT joins only',
		);
	}
	const scope = new Scope(left.columns, environment.scope);
	const relation = compile(right, { ...environment, scope });
	return { ...relation, lateral: true };
}

function conditionText(
	node: JoinNode,
	left: Relation,
	right: Relation,
	environment: QueryEnvironment,
): string | undefined {
	if (node.condition.kind !== 'on') return undefined;
	const scope = new Scope([...left.columns, ...right.columns], environment.scope);
	const inside: Environment = { ...environment, scope, windows: new Map() };
	const { on } = node.condition;
	const typed = environment.statement.expression(on, inside);
	if (typed.hasAggregate || typed.hasWindow) {
		throw faultAt(
			environment,
			on.at,
			'INVALID_JOIN_CONDITION',
			'ON cannot hold aggregate or window functions',
		);
	}
	if (typed.type.kind !== 'boolean' && typed.type.kind !== 'void') {
		throw faultAt(
			environment,
			on.at,
			'JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE',
			`ON needs a boolean and has a ${typed.type.kind}`,
		);
	}
	return cast(environment, typed, { kind: 'boolean' }, 'implicit', on.at).text;
}

/** A column that USING or NATURAL makes one. */
interface Shared {
	readonly left: Column;
	readonly right: Column;
	readonly equal: string;
	/** The value where one side may be missing. */
	readonly either: string;
	readonly type: Column['type'];
}

function sharedColumns(
	node: JoinNode,
	left: Relation,
	right: Relation,
	environment: QueryEnvironment,
): readonly Shared[] | undefined {
	const { condition } = node;
	if (condition.kind !== 'using' && condition.kind !== 'natural') return undefined;
	const scopes = [new Scope(left.columns, undefined), new Scope(right.columns, undefined)] as const;
	const names =
		condition.kind === 'using'
			? condition.columns
			: left.columns
					.filter((column) => !column.hidden && scopes[1].matches([column.name]).length > 0)
					.map((column) => column.name);
	return names.map((name) => {
		const [from, to] = [
			only(scopes[0], name, 'left', node.at, environment),
			only(scopes[1], name, 'right', node.at, environment),
		];
		return share(from, to, environment, scopes[0], node.at);
	});
}

function only(scope: Scope, name: string, side: string, at: number, environment: QueryEnvironment): Column {
	const [match, ...others] = scope.matches([name]);
	if (!match) {
		throw faultAt(
			environment,
			at,
			'UNRESOLVED_USING_COLUMN_FOR_JOIN',
			`there is no column ${shown([name])} on the ${side} side of the join`,
		);
	}
	if (others.length > 0) {
		throw faultAt(
			environment,
			at,
			'AMBIGUOUS_REFERENCE',
			`${shown([name])} is ambiguous on the ${side} side`,
		);
	}
	return match.column;
}

function share(left: Column, right: Column, environment: QueryEnvironment, scope: Scope, at: number): Shared {
	const inside: Environment = { ...environment, scope, windows: new Map() };
	const pair = [columnTyped(left, scope, at), columnTyped(right, scope, at)];
	const equal = environment.statement.operator('=', pair, inside, at).text;
	const type = commonType([left.type, right.type]) ?? left.type;
	const casts = pair.map((typed) => cast(environment, typed, type, 'implicit', at).text);
	return { left, right, equal, either: `coalesce(${casts.join(', ')})`, type };
}

function joinedColumns(
	type: JoinType,
	left: Relation,
	right: Relation,
	shared: readonly Shared[],
): readonly Column[] {
	if (type === 'semi' || type === 'anti') return left.columns;
	const leftMayMiss = type === 'right' || type === 'full';
	const rightMayMiss = type === 'left' || type === 'full';
	const merged = new Set(shared.flatMap((pair) => [pair.left, pair.right]));
	const side = (columns: readonly Column[], mayMiss: boolean) =>
		columns.map(
			(column): Column => ({
				...column,
				nullable: column.nullable || mayMiss,
				...(merged.has(column) && { hidden: true }),
			}),
		);
	return [
		...shared.map((pair) => mergedColumn(type, pair)),
		...side(left.columns, leftMayMiss),
		...side(right.columns, rightMayMiss),
	];
}

function mergedColumn(type: JoinType, { left, right, either, type: common }: Shared): Column {
	if (type === 'right') return { ...right, name: left.name, qualifier: [] };
	if (type !== 'full') return { ...left, qualifier: [] };
	const nullable = left.nullable || right.nullable;
	return { name: left.name, type: common, nullable, text: either, qualifier: [] };
}
