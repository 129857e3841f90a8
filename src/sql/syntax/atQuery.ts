import type { Parser } from './parser';
import { isReserved } from './reservedWords';

const continuations: ReadonlySet<string> = new Set([
	'UNION',
	'INTERSECT',
	'EXCEPT',
	'MINUS',
	'SETMINUS',
	'ORDER',
	'LIMIT',
	'OFFSET',
]);

/**
 * Whether a query comes next and not an expression. `(SELECT 1) + 1` begins an expression, `(SELECT 1) UNION …` a query:
 * after parentheses it is the word behind them that tells.
 *
 * @param ahead how many tokens to skip.
 */
export function atQuery(parser: Parser, ahead = 0): boolean {
	let inner = ahead;
	while (isOpening(parser, inner)) inner++;
	if (!startsQuery(parser, inner)) return false;
	if (inner === ahead) return true;
	const after = parser.peek(afterClosing(parser, ahead));
	return after.kind === 'word' && continuations.has(after.value.toUpperCase());
}

function isOpening(parser: Parser, ahead: number): boolean {
	const { kind, value } = parser.peek(ahead);
	return kind === 'symbol' && value === '(';
}

function startsQuery(parser: Parser, ahead: number): boolean {
	const token = parser.peek(ahead);
	if (token.kind !== 'word') return false;
	const word = token.value.toUpperCase();
	if (word === 'SELECT' || word === 'WITH') return true;
	// `table` and `values` are also names.
	const after = parser.peek(ahead + 1);
	if (word === 'TABLE') {
		return after.kind === 'quotedIdentifier' || (after.kind === 'word' && !isReserved(after.value));
	}
	return word === 'VALUES' && (after.kind !== 'symbol' || after.value === '(' || after.value === '-');
}

/** How many tokens ahead comes what follows the parenthesis that opens there. */
function afterClosing(parser: Parser, start: number): number {
	let depth = 0;
	for (let ahead = start; ; ahead++) {
		const { kind, value } = parser.peek(ahead);
		if (kind === 'end') return ahead;
		if (kind !== 'symbol') continue;
		if (value === '(') depth++;
		else if (value === ')' && --depth === 0) return ahead + 1;
	}
}
