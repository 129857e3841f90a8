import { positionAt } from '../positionAt';
import { sqlError } from '../sqlError';
import type { Token } from './token';
import { unescapeString } from './unescapeString';

const blank = /\s+/y;
const lineComment = /--[^\r\n]*/y;
const number = /(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?(?:[bB][dD]|[lLsSyYfFdD])?(?![\p{L}\p{N}_])/uy;
const word = /[\p{L}\p{N}_]+/uy;
const rawString = /[rR](?:'([^']*)'|"([^"]*)")/y;
/** `<<`, `>>` and `>>>` are left apart, because `array<array<int>>` ends like that; the parser joins them. */
const symbol = /<=>|<>|<=|>=|!=|==|->|=>|\|\||::|[-+*/%&|^~!<>=()[\]{},.;:?@]/y;

/**
 * The tokens of a SQL text, with an `end` token after them. Comments and hints are left out.
 *
 * @throws {DeltaError} `sql`, for a string, quoted identifier or comment that does not end, or a stray character.
 */
export function tokenize(text: string): readonly Token[] {
	const tokens: Token[] = [];
	let offset = 0;
	while (offset < text.length) {
		const skipped = skipBlank(text, offset);
		if (skipped > offset) {
			offset = skipped;
			continue;
		}
		const token = readToken(text, offset, tokens.at(-1));
		tokens.push(token);
		offset = token.end;
	}
	tokens.push({ kind: 'end', value: '', start: text.length, end: text.length });
	return tokens;
}

function skipBlank(text: string, offset: number): number {
	return (
		match(blank, text, offset)?.end ??
		match(lineComment, text, offset)?.end ??
		(text.startsWith('/*', offset) ? endOfComment(text, offset) : offset)
	);
}

/** Bracketed comments nest. */
function endOfComment(text: string, start: number): number {
	let depth = 0;
	for (const { index, 0: mark } of text.slice(start).matchAll(/\/\*|\*\//g)) {
		depth += mark === '/*' ? 1 : -1;
		if (depth === 0) return start + index + 2;
	}
	throw sqlError('UNCLOSED_BRACKETED_COMMENT', 'this comment has no end', positionAt(text, start));
}

function readToken(text: string, start: number, previous: Token | undefined): Token {
	const raw = match(rawString, text, start);
	if (raw) return { kind: 'string', value: raw.groups.join(''), start, end: raw.end };
	const quote = text[start];
	if (quote === "'" || quote === '"') {
		const end = endOfQuoted(text, start, quote);
		return { kind: 'string', value: unescapeString(text.slice(start + 1, end - 1), quote), start, end };
	}
	if (quote === '`') {
		const end = endOfQuoted(text, start, quote);
		const value = text.slice(start + 1, end - 1).replaceAll('``', '`');
		return { kind: 'quotedIdentifier', value, start, end };
	}
	return readPlain(text, start, previous);
}

function readPlain(text: string, start: number, previous: Token | undefined): Token {
	// After `a.` comes a name, also when it starts with a digit: `t.1st`, `s.2`.
	const afterDot = previous?.value === '.' && previous.end === start;
	const digits = afterDot ? undefined : match(number, text, start);
	if (digits && !continuesName(text, start, previous)) {
		return { kind: 'number', value: text.slice(start, digits.end), start, end: digits.end };
	}
	const name = match(word, text, start);
	if (name) return { kind: 'word', value: text.slice(start, name.end), start, end: name.end };
	const sign = match(symbol, text, start);
	if (sign) return { kind: 'symbol', value: text.slice(start, sign.end), start, end: sign.end };
	const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
	throw sqlError('PARSE_SYNTAX_ERROR', `unexpected character '${character}'`, positionAt(text, start));
}

/** `t.5` right after a name is a field, not the number .5. */
function continuesName(text: string, start: number, previous: Token | undefined): boolean {
	return (
		text[start] === '.' &&
		previous?.end === start &&
		(previous.kind === 'word' || previous.kind === 'quotedIdentifier' || previous.value === ']')
	);
}

/** A loop, as a regular expression runs out of stack on long strings. */
function endOfQuoted(text: string, start: number, quote: "'" | '"' | '`'): number {
	for (let offset = start + 1; offset < text.length; offset++) {
		const character = text[offset];
		if (character === '\\' && quote !== '`') offset++;
		else if (character === quote) {
			if (text[offset + 1] !== quote) return offset + 1;
			offset++;
		}
	}
	throw sqlError(
		'PARSE_SYNTAX_ERROR',
		`the text that starts with ${quote} has no end`,
		positionAt(text, start),
	);
}

interface Match {
	readonly end: number;
	readonly groups: readonly (string | undefined)[];
}

function match(pattern: RegExp, text: string, offset: number): Match | undefined {
	pattern.lastIndex = offset;
	const found = pattern.exec(text);
	return found ? { end: pattern.lastIndex, groups: found.slice(1) } : undefined;
}
