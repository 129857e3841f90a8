import { parseRelations } from './parseRelation';
import { parseRows } from './parseRows';
import type { Parser } from './parser';
import { parseSelect } from './parseSelect';
import { parseSortItems } from './parseSortItems';
import type { CommonTableExpression, QueryBody, QueryNode } from './query';
import { syntaxError } from './syntaxError';

/** A query with its WITH, ORDER BY, LIMIT and OFFSET. */
export function parseQuery(parser: Parser): QueryNode {
	return parser.withCommonTables(() => parseWhole(parser));
}

function parseWhole(parser: Parser): QueryNode {
	const at = parser.peek().start;
	const commonTables = parser.accept('WITH') ? parseWith(parser) : [];
	const body = parseUnion(parser);
	const orderBy = parser.accept('ORDER', 'BY') ? parseSortItems(parser) : [];
	refuseSorting(parser);
	const limit = parser.accept('LIMIT') && !parser.accept('ALL') ? parser.expression() : undefined;
	const offset = parser.accept('OFFSET') ? parser.expression() : undefined;
	return { at, with: commonTables, body, orderBy, ...(limit && { limit }), ...(offset && { offset }) };
}

/** These order rows only within the partitions of a cluster, so there is nothing that they could mean here. */
function refuseSorting(parser: Parser): void {
	for (const word of ['SORT', 'CLUSTER', 'DISTRIBUTE']) {
		if (parser.at(word, 'BY')) {
			throw syntaxError(
				parser,
				'UNSUPPORTED_FEATURE.CLAUSE',
				`${word} BY is not supported; use ORDER BY`,
				parser.peek().start,
			);
		}
	}
}

function parseWith(parser: Parser): readonly CommonTableExpression[] {
	if (parser.at('RECURSIVE') && parser.peek(1).value.toUpperCase() !== 'AS') {
		throw syntaxError(
			parser,
			'UNSUPPORTED_FEATURE.CLAUSE',
			'WITH RECURSIVE is not supported',
			parser.peek().start,
		);
	}
	return parser.list(() => {
		const at = parser.peek().start;
		const name = parser.identifier();
		const columns = parser.at('(')
			? parser.parenthesised(() => parser.list(() => parser.identifier()))
			: undefined;
		parser.accept('AS');
		const query = parser.parenthesised(() => parser.query());
		parser.addCommonTable(name);
		return { at, name, query, ...(columns && { columns }) };
	});
}

/** UNION and EXCEPT, from left to right; INTERSECT binds stronger. */
function parseUnion(parser: Parser): QueryBody {
	return parseSetOperations(parser, ['UNION', 'EXCEPT', 'MINUS', 'SETMINUS'], () =>
		parseSetOperations(parser, ['INTERSECT'], () => parseQueryPrimary(parser)),
	);
}

function parseSetOperations(parser: Parser, words: readonly string[], operand: () => QueryBody): QueryBody {
	let left = operand();
	for (let length = 1; ; length++) {
		const at = parser.peek().start;
		const word = parser.acceptOneOf(words);
		if (word === undefined) return left;
		parser.chain(length);
		const all = parser.accept('ALL');
		if (!all) parser.accept('DISTINCT');
		const operator = word === 'UNION' || word === 'INTERSECT' ? word : 'EXCEPT';
		left = { kind: 'setOperation', at, operator, all, left, right: operand() };
	}
}

function parseQueryPrimary(parser: Parser): QueryBody {
	const at = parser.peek().start;
	if (parser.at('SELECT')) return parseSelect(parser);
	if (parser.at('(')) return { kind: 'nested', query: parser.parenthesised(() => parser.query()) };
	if (parser.accept('VALUES')) return { kind: 'values', at, rows: parseRows(parser) };
	if (parser.accept('TABLE')) {
		const from = parseRelations(parser);
		if (from.kind !== 'table') throw syntaxError(parser, 'PARSE_SYNTAX_ERROR', 'expected a table', at);
		const star = { kind: 'star', at, qualifier: [], except: [] } as const;
		const items = [{ expression: star, aliases: [] }];
		return { kind: 'select', at, distinct: false, items, from, lateralViews: [], windows: [] };
	}
	throw parser.unexpected('expected a query');
}
