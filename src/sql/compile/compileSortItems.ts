import { isOrderable } from '../functions/sparkTypes';
import type { SortItem } from '../syntax/expression';
import { type Environment, faultAt } from './environment';
import type { Typed } from './typed';

export interface SortedText {
	/** What follows ORDER BY; empty when there is nothing. */
	readonly text: string;
	readonly parts: readonly Typed[];
}

/** An ORDER BY list whose expressions are compiled by `compile`. */
export function compileSortItems(
	items: readonly SortItem[],
	environment: Environment,
	compile: (item: SortItem) => Typed = ({ expression }) =>
		environment.statement.expression(expression, environment),
): SortedText {
	const parts = items.map(compile);
	const texts = items.map(({ expression, descending, nullsFirst }, i) => {
		const typed = parts[i];
		if (!typed) throw new Error('every item is compiled');
		const { kind } = typed.type;
		if (!isOrderable(typed.type) || kind === 'array' || kind === 'struct') {
			throw faultAt(
				environment,
				expression.at,
				'DATATYPE_MISMATCH.INVALID_ORDERING_TYPE',
				`sorting by values of type ${kind} is not supported`,
			);
		}
		return `${typed.text} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
	});
	return { text: texts.join(', '), parts };
}
