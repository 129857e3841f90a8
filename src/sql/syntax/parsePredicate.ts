import { atQuery } from './atQuery';
import type { Expression } from './expression';
import type { Parser } from './parser';

type Rule = (parser: Parser) => Expression;

/** A value, perhaps with `[NOT] BETWEEN`, `IN`, `LIKE`, … or `IS …` after it. */
export function parsePredicate(parser: Parser, value: Rule): Expression {
	const arg = value(parser);
	const at = parser.peek().start;
	if (parser.accept('IS')) return parseIs(parser, arg, at, value);
	const negated = parser.at('NOT') && !parser.at('NOT', 'NULL') && parser.accept('NOT');
	const predicate = parsePositive(parser, arg, at, negated, value);
	if (!predicate) {
		if (negated) throw parser.unexpected('expected BETWEEN, IN, LIKE, ILIKE or RLIKE');
		return arg;
	}
	return predicate;
}

function parseIs(parser: Parser, arg: Expression, at: number, value: Rule): Expression {
	const negated = parser.accept('NOT');
	if (parser.accept('NULL')) return { kind: 'isNull', at, arg, negated };
	if (parser.accept('TRUE')) return { kind: 'isBoolean', at, arg, value: true, negated };
	if (parser.accept('FALSE')) return { kind: 'isBoolean', at, arg, value: false, negated };
	if (parser.accept('UNKNOWN')) return { kind: 'isBoolean', at, arg, value: null, negated };
	if (parser.accept('DISTINCT', 'FROM')) {
		const same: Expression = { kind: 'operator', at, name: '<=>', args: [arg, value(parser)] };
		return negated ? same : { kind: 'not', at, arg: same };
	}
	throw parser.unexpected('expected NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM');
}

function parsePositive(
	parser: Parser,
	arg: Expression,
	at: number,
	negated: boolean,
	value: Rule,
): Expression | undefined {
	const negate = (expression: Expression): Expression =>
		negated ? { kind: 'not', at, arg: expression } : expression;
	if (parser.accept('BETWEEN')) {
		const low = value(parser);
		parser.expect('AND');
		return negate({ kind: 'between', at, arg, low, high: value(parser) });
	}
	if (parser.accept('IN')) return negate(parseIn(parser, arg, at));
	for (const name of ['like', 'ilike'] as const) {
		if (parser.accept(name.toUpperCase())) return parseLike(parser, name, arg, at, negated, value);
	}
	if (parser.accept('RLIKE') || parser.accept('REGEXP')) {
		return negate({ kind: 'operator', at, name: 'rlike', args: [arg, value(parser)] });
	}
	return undefined;
}

function parseIn(parser: Parser, arg: Expression, at: number): Expression {
	return parser.parenthesised((): Expression => {
		if (atQuery(parser)) return { kind: 'inQuery', at, arg, query: parser.query() };
		return { kind: 'in', at, arg, list: parser.list(() => parser.expression()) };
	});
}

function parseLike(
	parser: Parser,
	name: 'like' | 'ilike',
	arg: Expression,
	at: number,
	negated: boolean,
	value: Rule,
): Expression {
	const one = (args: readonly Expression[]): Expression => {
		const like: Expression = { kind: 'operator', at, name, args: [arg, ...args] };
		return negated ? { kind: 'not', at, arg: like } : like;
	};
	const quantifier = parser.acceptOneOf(['ANY', 'SOME', 'ALL']);
	if (quantifier === undefined) {
		const pattern = value(parser);
		return one(parser.accept('ESCAPE') ? [pattern, value(parser)] : [pattern]);
	}
	const patterns = parser.parenthesised(() => parser.list(() => parser.expression()));
	return { kind: quantifier === 'ALL' ? 'and' : 'or', at, args: patterns.map((pattern) => one([pattern])) };
}
