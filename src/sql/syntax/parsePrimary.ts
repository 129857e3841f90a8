import type { DataType } from '../../delta/schema';
import { atQuery } from './atQuery';
import { type Expression, typedLiterals } from './expression';
import { numberLiteral } from './numberLiteral';
import { parseCall } from './parseCall';
import { atInterval, parseInterval } from './parseInterval';
import type { Parser } from './parser';
import { parseSpecialCall } from './parseSpecialCall';
import { isReserved } from './reservedWords';
import { syntaxError } from './syntaxError';
import type { Token } from './token';
import { parseTypeName } from './typeName';

/**
 * A literal, name, call, CASE, CAST, subquery or what stands in parentheses, with `.field`, `[i]` and `::type` after it.
 *
 * @param start the expression to continue, where it is read already.
 */
export function parsePrimary(parser: Parser, start = parseStart(parser)): Expression {
	let expression = start;
	for (let length = 1; ; length++) {
		parser.chain(length);
		const at = parser.peek().start;
		if (parser.accept('[')) {
			const index = parser.expression();
			parser.expect(']');
			expression = { kind: 'operator', at, name: '[]', args: [expression, index] };
		} else if (parser.accept('::')) {
			expression = { kind: 'cast', at, arg: expression, type: parseTypeName(parser), mode: 'ansi' };
		} else if (parser.accept('.')) {
			expression = { kind: 'field', at: parser.peek().start, arg: expression, name: parser.identifier() };
		} else return expression;
	}
}

function parseStart(parser: Parser): Expression {
	const token = parser.peek();
	switch (token.kind) {
		case 'string':
			return { kind: 'literal', at: token.start, type: { kind: 'string' }, value: strings(parser) };
		case 'number':
			return number(parser);
		case 'quotedIdentifier':
			return parseName(parser);
		case 'word':
			return parseWord(parser, token);
		case 'symbol':
			if (token.value === '(') return parseParenthesis(parser);
			if (token.value === '*') return star(parser, []);
			throw parser.unexpected();
		case 'end':
			throw parser.unexpected();
	}
}

/** String literals one after the other are one string. */
function strings(parser: Parser): string {
	let value = parser.string();
	while (parser.peek().kind === 'string') value += parser.string();
	return value;
}

function number(parser: Parser): Expression {
	const token = parser.peek();
	const literal = numberLiteral(token.value, '');
	if (typeof literal === 'string') {
		throw syntaxError(parser, 'INVALID_NUMERIC_LITERAL_RANGE', literal, token.start);
	}
	parser.next();
	return { kind: 'literal', at: token.start, ...literal };
}

function parseWord(parser: Parser, token: Token): Expression {
	const at = token.start;
	const word = token.value.toUpperCase();
	const following = parser.peek(1);
	if (following.kind === 'string' && Object.hasOwn(typedLiterals, word)) return typedLiteral(parser, word);
	if (following.kind === 'symbol' && following.value === '->') return lambda(parser, at);
	if (atInterval(parser)) return parseInterval(parser);
	if (word === 'CASE') return parseCase(parser);
	if (Object.hasOwn(constants, word)) return constant(parser, word);
	if (following.kind === 'symbol' && following.value === '(') return parseCallOfWord(parser, token, word);
	if (isReserved(word)) throw parser.unexpected();
	return parseName(parser);
}

function parseCallOfWord(parser: Parser, token: Token, word: string): Expression {
	if (word === 'EXISTS' && isQueryAhead(parser)) return parseExists(parser, token.start);
	if (isReserved(word) && word !== 'LEFT' && word !== 'RIGHT') throw parser.unexpected();
	return parseSpecialCall(parser) ?? parseCall(parser);
}

const constants: Readonly<Record<string, DataType | undefined>> = {
	NULL: { kind: 'void' },
	TRUE: { kind: 'boolean' },
	FALSE: { kind: 'boolean' },
};

function constant(parser: Parser, word: string): Expression {
	const at = parser.next().start;
	return {
		kind: 'literal',
		at,
		type: constants[word] ?? { kind: 'void' },
		value: word === 'NULL' ? null : word.toLowerCase(),
	};
}

function isQueryAhead(parser: Parser): boolean {
	const word = parser.peek(2);
	return word.kind === 'symbol'
		? word.value === '('
		: ['SELECT', 'WITH', 'VALUES'].includes(word.value.toUpperCase());
}

function parseExists(parser: Parser, at: number): Expression {
	parser.next();
	return { kind: 'exists', at, query: parser.parenthesised(() => parser.query()) };
}

function typedLiteral(parser: Parser, word: string): Expression {
	const at = parser.next().start;
	const kind = typedLiterals[word];
	if (kind === undefined) throw parser.unexpected();
	const value = parser.string();
	if (kind === 'binary' && !/^[0-9A-Fa-f]*$/.test(value)) {
		throw syntaxError(parser, 'INVALID_TYPED_LITERAL', `X'${value}' is not hexadecimal`, at);
	}
	return { kind: 'literal', at, type: { kind }, value };
}

function parseName(parser: Parser): Expression {
	const at = parser.peek().start;
	const parts = [parser.identifier()];
	while (parser.at('.')) {
		if (parser.peek(1).kind === 'symbol' && parser.peek(1).value === '*') {
			parser.next();
			return star(parser, parts);
		}
		parser.next();
		parts.push(parser.identifier());
	}
	if (parser.at('(')) {
		throw syntaxError(parser, 'UNRESOLVED_ROUTINE', `there is no function ${parts.join('.')}`, at);
	}
	return { kind: 'name', at, parts };
}

function star(parser: Parser, qualifier: readonly string[]): Expression {
	const at = parser.peek().start;
	parser.expect('*');
	const except =
		parser.at('EXCEPT', '(') && parser.accept('EXCEPT')
			? parser.parenthesised(() => parser.list(() => dottedName(parser)))
			: [];
	return { kind: 'star', at, qualifier, except };
}

function dottedName(parser: Parser): readonly string[] {
	const parts = [parser.identifier()];
	while (parser.accept('.')) parts.push(parser.identifier());
	return parts;
}

function parseParenthesis(parser: Parser): Expression {
	const at = parser.peek().start;
	const parameters = parser.attempt(() => lambdaParameters(parser));
	if (parameters) return { kind: 'lambda', at, parameters, body: parser.expression() };
	parser.next();
	if (atQuery(parser)) {
		const query = parser.query();
		parser.expect(')');
		return { kind: 'scalarQuery', at, query };
	}
	const items = parser.list(() => parser.expression());
	parser.expect(')');
	const [first] = items;
	return items.length === 1 && first ? first : { kind: 'row', at, items };
}

function lambda(parser: Parser, at: number): Expression {
	const parameters = [parser.identifier()];
	parser.expect('->');
	return { kind: 'lambda', at, parameters, body: parser.expression() };
}

/** `(x, y) ->`, if that is what comes. */
function lambdaParameters(parser: Parser): readonly string[] | undefined {
	const parameters: string[] = [];
	parser.next();
	do {
		const token = parser.next();
		if (token.kind !== 'word' && token.kind !== 'quotedIdentifier') return undefined;
		parameters.push(token.value);
	} while (parser.accept(','));
	return parser.accept(')', '->') ? parameters : undefined;
}

function parseCase(parser: Parser): Expression {
	const at = parser.next().start;
	const operand = parser.at('WHEN') ? undefined : parser.expression();
	const branches: { when: Expression; result: Expression }[] = [];
	while (parser.accept('WHEN')) {
		const when = parser.expression();
		parser.expect('THEN');
		branches.push({ when, result: parser.expression() });
	}
	if (branches.length === 0) throw parser.unexpected('expected WHEN');
	const otherwise = parser.accept('ELSE') ? parser.expression() : undefined;
	parser.expect('END');
	return { kind: 'case', at, branches, ...(operand && { operand }), ...(otherwise && { otherwise }) };
}
