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
	const statements: StatementText[] = [];
	let start: number | undefined;
	let end = 0;
	for (const token of tokenize(text)) {
		if (token.kind === 'end' || (token.kind === 'symbol' && token.value === ';')) {
			if (start !== undefined) statements.push({ text: text.slice(start, end), start, end });
			start = undefined;
		} else {
			start ??= token.start;
			end = token.end;
		}
	}
	return statements;
}
