import type { ParsedQuery } from '../statement';
import type { Parser } from './parser';

/** A query, with the tables that it names. */
export function parseParsedQuery(parser: Parser): ParsedQuery {
	const ast = parser.query();
	return { tables: parser.takeTables(), ast, text: parser.text };
}
