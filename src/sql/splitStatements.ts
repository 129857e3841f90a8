import type { Token } from './syntax/token';
import { tokenize } from './syntax/tokenize';

/** One statement of a text, without the semicolon; offsets are UTF-16 code units, `end` exclusive. */
export interface StatementText {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/**
 * Cuts a text at its semicolons, leaving out what has no tokens. Leading and trailing blanks and comments are not part of a statement.
 *
 * @throws {DeltaError} `sql`, where the text cannot be cut into tokens.
 */
export function splitStatements(text: string): readonly StatementText[] {
	return splitTokens(tokenize(text)).map((tokens) => {
		const start = tokens[0]?.start ?? 0;
		const end = tokens.at(-1)?.end ?? start;
		return { text: text.slice(start, end), start, end };
	});
}

/** The tokens of each statement, each list with an `end` token after it. */
export function splitTokens(tokens: readonly Token[]): readonly (readonly Token[])[] {
	const statements: Token[][] = [];
	let current: Token[] = [];
	for (const token of tokens) {
		if (token.kind !== 'end' && (token.kind !== 'symbol' || token.value !== ';')) {
			current.push(token);
		} else if (current.length > 0) {
			const end = current.at(-1)?.end ?? token.start;
			current.push({ kind: 'end', value: '', start: end, end });
			statements.push(current);
			current = [];
		}
	}
	return statements;
}
