import type { Expression } from '../syntax/expression';
import type { SelectItem, SelectNode } from '../syntax/query';
import { asColumns, columnTyped, renamed } from './columns';
import { generate, generatorOf, joinGenerated } from './compileGenerator';
import { type Environment, faultAt } from './environment';
import { prettyName } from './prettyName';
import type { Relation } from './relation';
import { resolveName, shown, withFields } from './resolveName';
import type { Column, Scope } from './scope';
import { derived, type Typed } from './typed';

/** A column of the select list, after stars are spread. */
export interface Item {
	/** Only to be asked for once the item is compiled, which has checked how deep it nests. */
	readonly name: () => string;
	readonly at: number;
	/** The name by which other expressions may call it. */
	readonly alias?: string;
	/** What it is written as; absent for what a star or a generator gives. */
	readonly expression?: Expression;
	readonly compile: (environment: Environment) => Typed;
}

/** The select list, and what FROM becomes with the rows of its generator. */
export function selectItems(
	select: SelectNode,
	environment: Environment,
	relation: Relation | undefined,
): { readonly items: readonly Item[]; readonly relation: Relation | undefined } {
	let from = relation;
	let generators = 0;
	const items = select.items.flatMap((item): readonly Item[] => {
		const { expression } = item;
		if (expression.kind === 'star') return starItems(expression, environment);
		const fn = generatorOf(expression, environment);
		if (!fn || expression.kind !== 'call') return [plainItem(item, environment)];
		if (++generators > 1) {
			throw faultAt(
				environment,
				expression.at,
				'UNSUPPORTED_GENERATOR.MULTI_GENERATOR',
				'a select list can hold one function that makes rows',
			);
		}
		const generated = generate(expression, fn, environment, false);
		const names = item.aliases.length > 0 ? item.aliases : undefined;
		const columns = renamed(environment, generated.columns, names, expression.at);
		from = {
			from: joinGenerated(from, generated, environment, false),
			columns: from?.columns ?? [],
		};
		return asColumns(columns).map((column) => columnItem(column, environment.scope, expression.at));
	});
	return { items, relation: from };
}

function plainItem({ expression, aliases }: SelectItem, environment: Environment): Item {
	if (aliases.length > 1) {
		throw faultAt(
			environment,
			expression.at,
			'MULTI_ALIAS_WITHOUT_GENERATOR',
			'several aliases need a function that makes rows',
		);
	}
	const [alias] = aliases;
	return {
		name: () => alias ?? outputName(expression, environment.scope),
		at: expression.at,
		...(alias !== undefined && { alias }),
		expression,
		compile: (inside) => inside.statement.expression(expression, inside),
	};
}

/** The name of a column without alias: of a column, its cast or a field its own, else what Spark makes of the expression. */
function outputName(expression: Expression, scope: Scope): string {
	if (expression.kind === 'name') return expression.parts.at(-1) ?? '';
	if (expression.kind === 'cast' && isColumn(expression.arg, scope)) return outputName(expression.arg, scope);
	return prettyName(expression, (parts) => {
		const [match] = scope.matches(parts);
		return parts.slice(parts.length - 1 - (match?.fields.length ?? 0)).join('.');
	});
}

/** Whether it is a column itself and not a field of it. */
function isColumn(expression: Expression, scope: Scope): boolean {
	return expression.kind === 'name' && scope.matches(expression.parts)[0]?.fields.length === 0;
}

function columnItem(column: Column, scope: Scope, at: number): Item {
	const typed = columnTyped(column, scope, at);
	return {
		name: () => column.name,
		at,
		compile: ({ groupingKeys }) => groupingKeys?.get(typed.key) ?? typed,
	};
}

function starItems(star: Extract<Expression, { kind: 'star' }>, environment: Environment): readonly Item[] {
	const { scope } = environment;
	const { qualifier, at } = star;
	const columns =
		qualifier.length === 0 ? scope.columns.filter((column) => !column.hidden) : scope.qualifiedBy(qualifier);
	if (columns.length > 0) {
		return without(columns, star, environment).map((column) => columnItem(column, scope, at));
	}
	if (qualifier.length > 0) return structItems(star, environment);
	throw faultAt(environment, at, 'INVALID_USAGE_OF_STAR_OR_REGEX', 'there is no FROM for * to mean');
}

/** `struct.*`. */
function structItems(star: Extract<Expression, { kind: 'star' }>, environment: Environment): readonly Item[] {
	const { qualifier, at } = star;
	const known = environment.scope.matches(qualifier).length > 0;
	const struct = known ? resolveName(environment, qualifier, at) : undefined;
	if (struct?.type.kind !== 'struct') {
		throw faultAt(
			environment,
			at,
			'CANNOT_RESOLVE_STAR_EXPAND',
			`${shown(qualifier)}.* is neither a table's nor a struct's columns`,
		);
	}
	return without(struct.type.fields, star, environment).map((field) => ({
		name: () => field.name,
		at,
		compile: (inside) => withFields(inside, resolveName(inside, qualifier, at), [field.name], at),
	}));
}

/** Leaves out what EXCEPT names, each of which must be there. */
function without<T extends { readonly name: string }>(
	columns: readonly T[],
	star: Extract<Expression, { kind: 'star' }>,
	environment: Environment,
): readonly T[] {
	return star.except.reduce((left, parts) => {
		const name = parts.at(-1)?.toLowerCase();
		const kept = left.filter((column) => column.name.toLowerCase() !== name);
		if (parts.length > 1 || kept.length === left.length) {
			throw faultAt(
				environment,
				star.at,
				'UNRESOLVED_COLUMN.WITH_SUGGESTION',
				`${shown(parts)} is not among the columns that EXCEPT could leave out`,
			);
		}
		return kept;
	}, columns);
}

/** An output column as an expression that sorts. */
export function outputTyped(id: string, typed: Typed): Typed {
	return derived([typed], { text: id, type: typed.type, nullable: typed.nullable, key: typed.key });
}
