import type { Expression } from './expression';
import type { Parser } from './parser';

/** What follows VALUES. */
export function parseRows(parser: Parser): readonly (readonly Expression[])[] {
	return parser.list(() => {
		const row = parser.expression();
		return row.kind === 'row' ? row.items : [row];
	});
}
