import type { OperatorName } from '../operatorNames';
import type { Expression } from './expression';
import { numberLiteral } from './numberLiteral';
import { parsePredicate } from './parsePredicate';
import { parsePrimary } from './parsePrimary';
import type { Parser } from './parser';
import { syntaxError } from './syntaxError';

/** `OR`, the weakest operator, and all below it. */
export function parseExpression(parser: Parser): Expression {
	return logical(parser, 'OR', () => logical(parser, 'AND', () => not(parser)));
}

function logical(parser: Parser, word: 'OR' | 'AND', operand: () => Expression): Expression {
	const first = operand();
	if (!parser.at(word)) return first;
	const at = parser.peek().start;
	const args = [first];
	while (parser.accept(word)) args.push(operand());
	return { kind: word === 'OR' ? 'or' : 'and', at, args };
}

function not(parser: Parser): Expression {
	const at = parser.peek().start;
	if (parser.accept('NOT') || parser.accept('!')) {
		return { kind: 'not', at, arg: parser.nested(() => not(parser)) };
	}
	return parsePredicate(parser, parseValue);
}

/** The binary operators from the weakest to the strongest; all are left-associative. */
const levels: readonly (readonly (readonly [symbols: readonly string[], name: OperatorName])[])[] = [
	[
		[['<=>'], '<=>'],
		[['='], '='],
		[['=='], '='],
		[['<>'], '<>'],
		[['!='], '<>'],
		[['<='], '<='],
		[['>='], '>='],
		[['<'], '<'],
		[['>'], '>'],
	],
	[[['|'], '|']],
	[[['^'], '^']],
	[[['&'], '&']],
	[
		[['<', '<'], '<<'],
		[['>', '>', '>'], '>>>'],
		[['>', '>'], '>>'],
	],
	[
		[['+'], '+'],
		[['-'], '-'],
		[['||'], '||'],
	],
	[
		[['*'], '*'],
		[['/'], '/'],
		[['%'], '%'],
		[['DIV'], 'div'],
	],
];

/** An expression without AND, OR, NOT and predicates. */
function parseValue(parser: Parser): Expression {
	return binary(parser, 0);
}

/** Operators of `lowest` level and stronger. One loop for all levels, as a call for each would use up the stack. */
function binary(parser: Parser, lowest: number): Expression {
	let left = unary(parser);
	for (let length = 1; ; length++) {
		const operator = operatorAhead(parser, lowest);
		if (!operator) return left;
		parser.chain(length);
		const at = parser.peek().start;
		parser.accept(...operator.symbols);
		const right = binary(parser, operator.level + 1);
		left = { kind: 'operator', at, name: operator.name, args: [left, right] };
	}
}

function operatorAhead(parser: Parser, lowest: number) {
	const { kind } = parser.peek();
	if (kind !== 'symbol' && kind !== 'word') return undefined;
	for (let level = levels.length - 1; level >= lowest; level--) {
		const operator = levels[level]?.find(([symbols]) => atAdjacent(parser, symbols));
		if (operator) return { symbols: operator[0], name: operator[1], level };
	}
	return undefined;
}

/** Whether these symbols come next without a blank between them, and are not the beginning of a longer operator. */
function atAdjacent(parser: Parser, symbols: readonly string[]): boolean {
	if (!parser.at(...symbols)) return false;
	const [symbol] = symbols;
	if (symbols.length === 1 && (symbol === '<' || symbol === '>')) return !adjacent(parser, 1, symbol);
	return symbols.every((value, i) => i === 0 || adjacent(parser, i, value));
}

function adjacent(parser: Parser, ahead: number, value: string): boolean {
	const token = parser.peek(ahead);
	return token.kind === 'symbol' && token.value === value && parser.peek(ahead - 1).end === token.start;
}

function unary(parser: Parser): Expression {
	const token = parser.peek();
	if (parser.at('-') && parser.peek(1).kind === 'number') {
		parser.next();
		return parsePrimary(parser, negativeNumber(parser, token.start));
	}
	const name = parser.accept('-')
		? 'negative'
		: parser.accept('+')
			? 'positive'
			: parser.accept('~')
				? '~'
				: undefined;
	if (name === undefined) return parsePrimary(parser);
	return { kind: 'operator', at: token.start, name, args: [parser.nested(() => unary(parser))] };
}

function negativeNumber(parser: Parser, at: number): Expression {
	const token = parser.peek();
	const literal = numberLiteral(token.value, '-');
	if (typeof literal === 'string') throw syntaxError(parser, 'INVALID_NUMERIC_LITERAL_RANGE', literal, at);
	parser.next();
	return { kind: 'literal', at, ...literal };
}
