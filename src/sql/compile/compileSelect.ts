import { isOrderable } from '../functions/sparkTypes';
import type { Expression, SortItem, WindowSpecification } from '../syntax/expression';
import type { SelectNode } from '../syntax/query';
import { cast } from './cast';
import { compileFrom } from './compileFrom';
import { compileSortItems } from './compileSortItems';
import { type CompiledNode, type Environment, faultAt, type QueryEnvironment } from './environment';
import { compileGrouping, type Grouping } from './grouping';
import { ordinalOf } from './ordinal';
import type { OutputColumn } from './output';
import type { Relation } from './relation';
import { resolveName, shown } from './resolveName';
import { Scope } from './scope';
import { type Item, outputTyped, selectItems } from './selectItems';
import type { Typed } from './typed';

interface Output {
	readonly column: OutputColumn;
	readonly typed: Typed;
	readonly item: Item;
}

/**
 * A SELECT with the ORDER BY and the limit of the query that it is.
 *
 * @param limit ` LIMIT … OFFSET …`, or nothing.
 */
export function compileSelect(
	select: SelectNode,
	outer: QueryEnvironment,
	orderBy: readonly SortItem[],
	limit: string,
): CompiledNode {
	const from = compileFrom(select, outer);
	const scope = new Scope(from?.columns ?? [], outer.scope);
	const environment: Environment = { ...outer, scope, windows: windowsByName(select, outer) };
	const { items, relation } = selectItems(select, environment, from);
	const where = select.where && compileCondition(select.where, environment, 'WHERE');
	const grouping = compileGrouping(select, items, environment);
	const grouped: Environment = { ...environment, ...(grouping && { groupingKeys: grouping.keys }) };
	const outputs = compileItems(items, grouped, select.distinct);
	const aliased = withAliases(grouped, outputs);
	const having = select.having && compileCondition(select.having, aliased, 'HAVING');
	const qualify = select.qualify && compileCondition(select.qualify, aliased, 'QUALIFY');
	const order = compileOrder(orderBy, outputs, grouped, select.distinct);
	const parts = [...outputs.map((output) => output.typed), having, qualify, ...order.parts];
	const all = parts.filter((part) => part !== undefined);
	const isGrouped = grouping !== undefined || having !== undefined || all.some((part) => part.hasAggregate);
	checkQualify(select, all, environment);
	if (isGrouped) for (const part of all) checkGrouped(part, environment, grouping !== undefined);
	const hasAggregate = all.some((part) => part.hasAggregate);
	const texts = [
		`SELECT ${select.distinct ? 'DISTINCT ' : ''}${outputs.map(({ typed, column }) => `${typed.text} AS ${column.id}`).join(', ')}`,
		sourceText(relation, where?.text, grouping, environment),
		groupText(grouping, isGrouped && !hasAggregate),
		having ? `HAVING ${having.text}` : '',
		qualify ? `QUALIFY ${qualify.text}` : '',
		order.text === '' ? '' : `ORDER BY ${order.text}`,
	];
	return {
		sql: texts.filter((text) => text !== '').join(' ') + limit,
		columns: outputs.map((output) => output.column),
	};
}

function groupText(grouping: Grouping | undefined, needsOne: boolean): string {
	if (grouping) return `GROUP BY ${grouping.text}`;
	return needsOne ? 'GROUP BY ()' : '';
}

function windowsByName(
	{ windows }: SelectNode,
	environment: QueryEnvironment,
): ReadonlyMap<string, WindowSpecification> {
	const named = new Map<string, WindowSpecification>();
	for (const { name, window } of windows) {
		if (named.has(name.toLowerCase())) {
			throw faultAt(environment, 0, 'DUPLICATE_WINDOW', `two windows are called ${name}`);
		}
		named.set(name.toLowerCase(), window);
	}
	return named;
}

/** FROM and WHERE; with the grouping expressions that are not columns computed on top of them. */
function sourceText(
	relation: Relation | undefined,
	where: string | undefined,
	grouping: Grouping | undefined,
	{ statement }: Environment,
): string {
	const condition = where === undefined ? '' : `WHERE ${where}`;
	const source = [relation ? `FROM ${relation.from}` : '', condition].filter((text) => text !== '').join(' ');
	if (!grouping || grouping.computed.length === 0) return source;
	const columns = [...(relation ? ['*'] : []), ...grouping.computed].join(', ');
	return `FROM (SELECT ${columns} ${source}) AS ${statement.unique('t')}`;
}

function compileCondition(expression: Expression, environment: Environment, clause: string): Typed {
	const typed = environment.statement.expression(expression, environment);
	if ((clause === 'WHERE' && typed.hasAggregate) || (clause !== 'QUALIFY' && typed.hasWindow)) {
		throw faultAt(
			environment,
			expression.at,
			typed.hasWindow ? 'UNSUPPORTED_EXPR_FOR_OPERATOR' : 'INVALID_WHERE_CONDITION',
			`${clause} cannot hold ${typed.hasWindow ? 'window' : 'aggregate'} functions`,
		);
	}
	if (typed.type.kind !== 'boolean' && typed.type.kind !== 'void') {
		throw faultAt(
			environment,
			expression.at,
			'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN',
			`${clause} needs a boolean and has a ${typed.type.kind}`,
		);
	}
	return cast(environment, typed, { kind: 'boolean' }, 'implicit', expression.at);
}

/** Each item may use the aliases of those before it. */
function compileItems(
	items: readonly Item[],
	environment: Environment,
	distinct: boolean,
): readonly Output[] {
	const named = new Map<string, Typed>();
	const ambiguous = new Set<string>();
	return items.map((item) => {
		const typed = item.compile({ ...environment, aliases: { first: false, named, ambiguous } });
		if (distinct && !isOrderable(typed.type)) {
			throw faultAt(
				environment,
				item.at,
				'UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE',
				`DISTINCT cannot compare values of type ${typed.type.kind}`,
			);
		}
		if (item.alias !== undefined) {
			const alias = item.alias.toLowerCase();
			if (named.has(alias)) ambiguous.add(alias);
			named.set(alias, typed);
		}
		const id = environment.statement.unique('c');
		const { type, nullable } = typed;
		return { item, typed, column: { name: item.name(), id, type, nullable } };
	});
}

function withAliases(environment: Environment, outputs: readonly Output[]): Environment {
	const named = new Map<string, Typed>();
	for (const { item, typed } of outputs)
		if (item.alias !== undefined) named.set(item.alias.toLowerCase(), typed);
	return { ...environment, aliases: { first: false, named } };
}

/** What ORDER BY sees: every column of the select list, before those of FROM. */
function withOutputs(environment: Environment, outputs: readonly Output[]): Environment {
	const named = new Map<string, Typed>();
	const ambiguous = new Set<string>();
	for (const { column, typed } of outputs) {
		const name = column.name.toLowerCase();
		const other = named.get(name);
		if (other && other.key !== typed.key) ambiguous.add(name);
		named.set(name, typed);
	}
	return { ...environment, aliases: { first: true, named, ambiguous } };
}

/** ORDER BY sees the select list first, then the columns of FROM. */
function compileOrder(
	orderBy: readonly SortItem[],
	outputs: readonly Output[],
	environment: Environment,
	distinct: boolean,
) {
	const inside = withOutputs(environment, outputs);
	return compileSortItems(orderBy, inside, ({ expression }) => {
		const ordinal = ordinalOf(expression, outputs.length, 'ORDER_BY_POS_OUT_OF_RANGE', inside);
		const direct = ordinal === undefined ? undefined : outputs[ordinal];
		if (direct) return outputTyped(direct.column.id, direct.typed);
		const typed =
			expression.kind === 'name'
				? resolveSortName(expression.parts, expression.at, inside)
				: environment.statement.expression(expression, inside);
		const same = outputs.find((output) => output.typed.key === typed.key);
		if (same) return outputTyped(same.column.id, same.typed);
		if (!distinct) return typed;
		throw faultAt(
			environment,
			expression.at,
			'UNRESOLVED_COLUMN.WITH_SUGGESTION',
			'with DISTINCT, ORDER BY can use the expressions of the select list only',
		);
	});
}

function resolveSortName(parts: readonly string[], at: number, environment: Environment): Typed {
	const typed = resolveName(environment, parts, at);
	return environment.groupingKeys?.get(typed.key) ?? typed;
}

function checkQualify({ qualify }: SelectNode, all: readonly Typed[], environment: Environment): void {
	if (!qualify || all.some((part) => part.hasWindow)) return;
	throw faultAt(
		environment,
		qualify.at,
		'INVALID_QUALIFY_CONDITION',
		'QUALIFY needs a window function, in itself or in the select list; WHERE does not',
	);
}

/** Every column of a grouped query must be grouped by or aggregated. */
function checkGrouped(typed: Typed, environment: Environment, hasGroupBy: boolean): void {
	const use = typed.ungrouped.find(({ scope }) => scope === environment.scope);
	if (!use) return;
	throw faultAt(
		environment,
		use.at,
		hasGroupBy ? 'MISSING_AGGREGATION' : 'MISSING_GROUP_BY',
		hasGroupBy
			? `${shown([use.name])} is neither in GROUP BY nor inside an aggregate function`
			: `${shown([use.name])} stands beside aggregate functions and there is no GROUP BY`,
	);
}
