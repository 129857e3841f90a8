import type { Expression, FunctionCall } from './expression';
import type { Parser } from './parser';
import { parseSortItems } from './parseSortItems';
import { parseWindowReference } from './parseWindow';
import type { Token } from './token';

/** `name(args)` with everything that may come inside and after the parentheses of a call. */
export function parseCall(parser: Parser): Expression {
	const token = parser.next();
	parser.expect('(');
	const distinct = parser.accept('DISTINCT');
	if (!distinct) parser.accept('ALL');
	const star = parser.at('*', ')') && parser.accept('*');
	const args = star || parser.at(')') ? [] : parser.list(() => argument(parser));
	return finishCall(parser, token, { args, distinct, star });
}

/** The rest of a call whose name and arguments are read: from what may follow the last argument on. */
export function finishCall(
	parser: Parser,
	token: Token,
	{ args, distinct, star }: Pick<FunctionCall, 'args' | 'distinct' | 'star'>,
): Expression {
	const nullsInside = nullTreatment(parser);
	const orderBy = parser.accept('ORDER', 'BY') ? parseSortItems(parser) : [];
	parser.expect(')');
	const withinGroup = parser.accept('WITHIN', 'GROUP')
		? parser.parenthesised(() => {
				parser.expect('ORDER', 'BY');
				return parseSortItems(parser);
			})
		: [];
	const filter = parser.at('FILTER', '(') ? parseFilter(parser) : undefined;
	const nullsAfter = nullTreatment(parser);
	const over = parser.accept('OVER') ? parseWindowReference(parser) : undefined;
	const call: FunctionCall = {
		kind: 'call',
		name: token.value,
		args,
		distinct,
		star,
		ignoreNulls: nullsInside || nullsAfter,
		orderBy,
		withinGroup,
		...(filter && { filter }),
		...(over && { over }),
	};
	return { at: token.start, ...call };
}

function argument(parser: Parser): Expression {
	const arg = parser.expression();
	if (!parser.at('AS')) return arg;
	const at = parser.next().start;
	return { kind: 'named', at, arg, name: parser.identifier() };
}

/** `IGNORE NULLS`; `RESPECT NULLS` is what happens anyway. */
function nullTreatment(parser: Parser): boolean {
	if (parser.accept('IGNORE', 'NULLS')) return true;
	parser.accept('RESPECT', 'NULLS');
	return false;
}

function parseFilter(parser: Parser): Expression {
	parser.next();
	return parser.parenthesised(() => {
		parser.expect('WHERE');
		return parser.expression();
	});
}
