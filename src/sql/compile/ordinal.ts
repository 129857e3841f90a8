import type { Expression } from '../syntax/expression';
import { faultAt, type QueryEnvironment } from './environment';

/** The index, from 0, of the column that a whole number in ORDER BY or GROUP BY means. */
export function ordinalOf(
	expression: Expression,
	count: number,
	errorClass: string,
	environment: QueryEnvironment,
): number | undefined {
	if (expression.kind !== 'literal' || expression.type.kind !== 'integer') return undefined;
	const position = Number(expression.value);
	if (position >= 1 && position <= count) return position - 1;
	throw faultAt(
		environment,
		expression.at,
		errorClass,
		`position ${position} is not in the select list, which has ${count} column${count === 1 ? '' : 's'}`,
	);
}
