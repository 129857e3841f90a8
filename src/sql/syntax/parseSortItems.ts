import type { SortItem } from './expression';
import type { Parser } from './parser';

/** What follows ORDER BY. Spark puts NULLs first when it sorts upwards and last when it sorts downwards. */
export function parseSortItems(parser: Parser): readonly SortItem[] {
	return parser.list(() => {
		const expression = parser.expression();
		const descending = parser.accept('DESC');
		if (!descending) parser.accept('ASC');
		if (parser.accept('NULLS', 'FIRST')) return { expression, descending, nullsFirst: true };
		const nullsLast = parser.accept('NULLS', 'LAST');
		return { expression, descending, nullsFirst: !(descending || nullsLast) };
	});
}
