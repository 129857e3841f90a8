import { isOrderable } from '../functions/sparkTypes';
import type { Expression } from '../syntax/expression';
import type { GroupingElement, SelectNode } from '../syntax/query';
import { type Environment, faultAt } from './environment';
import { ordinalOf } from './ordinal';
import type { Item } from './selectItems';
import type { Typed } from './typed';

/** What GROUP BY says, resolved. */
export interface Grouping {
	/** What follows GROUP BY. */
	readonly text: string;
	/** What stands for each grouping expression, by its key. */
	readonly keys: ReadonlyMap<string, Typed>;
	/** `expression AS name`, to be computed below the grouping. */
	readonly computed: readonly string[];
}

/** Resolves GROUP BY: expressions, positions and aliases of the select list, ALL, ROLLUP, CUBE and GROUPING SETS. */
export function compileGrouping(
	select: SelectNode,
	items: readonly Item[],
	environment: Environment,
): Grouping | undefined {
	const { groupBy } = select;
	if (!groupBy) return undefined;
	if (groupBy.kind === 'all') {
		const keys = items
			.map((item) => ({ at: item.at, typed: item.compile(environment) }))
			.filter(({ typed }) => !typed.hasAggregate && !typed.hasWindow);
		const collector = new KeyCollector(environment, false);
		const texts = keys.map(({ typed, at }) => collector.add(typed, at));
		return collector.grouping(texts.length > 0 ? texts.join(', ') : '()');
	}
	const { elements } = groupBy;
	const hasSets = elements.some((element) => element.kind !== 'expression');
	const collector = new KeyCollector(environment, hasSets);
	const keyText = (expression: Expression) =>
		collector.add(compileKey(expression, items, environment), expression.at);
	return collector.grouping(elements.map((element) => elementText(element, keyText)).join(', '));
}

function elementText(element: GroupingElement, keyText: (expression: Expression) => string): string {
	if (element.kind === 'expression') return keyText(element.expression);
	const sets = element.sets.map((set) => `(${set.map(keyText).join(', ')})`).join(', ');
	const words = { rollup: 'ROLLUP', cube: 'CUBE', sets: 'GROUPING SETS' };
	return `${words[element.kind]} (${sets})`;
}

function compileKey(expression: Expression, items: readonly Item[], environment: Environment): Typed {
	const ordinal = ordinalOf(expression, items.length, 'GROUP_BY_POS_OUT_OF_RANGE', environment);
	const item = ordinal === undefined ? aliasedItem(expression, items, environment) : items[ordinal];
	const typed = item ? item.compile(environment) : environment.statement.expression(expression, environment);
	if (typed.hasAggregate || typed.hasWindow) {
		throw faultAt(
			environment,
			expression.at,
			typed.hasAggregate ? 'GROUP_BY_POS_AGGREGATE' : 'GROUP_BY_WINDOW',
			'GROUP BY cannot hold aggregate or window functions',
		);
	}
	return typed;
}

/** Columns of FROM come before aliases of the select list. */
function aliasedItem(
	expression: Expression,
	items: readonly Item[],
	environment: Environment,
): Item | undefined {
	if (expression.kind !== 'name' || expression.parts.length > 1) return undefined;
	if (environment.scope.matches(expression.parts).length > 0) return undefined;
	const name = expression.parts[0]?.toLowerCase();
	return items.find((item) => item.alias?.toLowerCase() === name);
}

class KeyCollector {
	readonly #environment: Environment;
	readonly #nullable: boolean;
	readonly #keys = new Map<string, Typed>();
	readonly #computed: string[] = [];

	constructor(environment: Environment, nullable: boolean) {
		this.#environment = environment;
		this.#nullable = nullable;
	}

	/** The name that stands for the expression in GROUP BY. */
	add(typed: Typed, at: number): string {
		const known = this.#keys.get(typed.key);
		if (known) return known.text;
		if (!isOrderable(typed.type)) {
			throw faultAt(
				this.#environment,
				at,
				'GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE',
				`values of type ${typed.type.kind} cannot be grouped`,
			);
		}
		const { scope, statement } = this.#environment;
		const isColumn = scope.columns.some((column) => column.text === typed.text && /^\w+$/.test(typed.text));
		const text = isColumn ? typed.text : statement.unique('k');
		if (!isColumn) this.#computed.push(`${typed.text} AS ${text}`);
		this.#keys.set(typed.key, {
			...typed,
			text,
			nullable: typed.nullable || this.#nullable,
			ungrouped: [],
		});
		return text;
	}

	grouping(text: string): Grouping {
		return { text, keys: this.#keys, computed: this.#computed };
	}
}
