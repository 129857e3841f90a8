import { splitTokens } from './splitStatements';
import type { Statement } from './statement';
import { parseExpression } from './syntax/parseExpression';
import { parseQuery } from './syntax/parseQuery';
import { Parser } from './syntax/parser';
import { parseStatement } from './syntax/parseStatement';
import { tokenize } from './syntax/tokenize';

const grammar = { expression: parseExpression, query: parseQuery };

/**
 * The statements of a SQL text, which semicolons separate.
 *
 * @throws {DeltaError} `sql`: `PARSE_SYNTAX_ERROR` with the position and what stands there, `UNSUPPORTED_STATEMENT` for a
 * statement that is not supported, and other classes for literals and types that cannot be.
 */
export function parseStatements(text: string): readonly Statement[] {
	return splitTokens(tokenize(text)).map((tokens) => parseStatement(new Parser(text, tokens, grammar)));
}
