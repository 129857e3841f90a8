import { atQuery } from './atQuery';
import { parseRows } from './parseRows';
import type { Parser } from './parser';
import { parseTableReference } from './parseTableReference';
import type { JoinCondition, JoinType, RelationAlias, RelationNode } from './query';
import { syntaxError } from './syntaxError';

/** What follows FROM: relations, joined by words or commas. */
export function parseRelations(parser: Parser): RelationNode {
	let left = parseJoins(parser);
	for (let length = 1; parser.at(','); length++) {
		parser.chain(length);
		const at = parser.next().start;
		const right = parseJoins(parser);
		left = { kind: 'join', at, type: 'cross', left, right, condition: { kind: 'none' } };
	}
	return left;
}

function parseJoins(parser: Parser): RelationNode {
	let left = parsePrimary(parser);
	for (let length = 1; ; length++) {
		const at = parser.peek().start;
		const natural = parser.accept('NATURAL');
		const type = parseJoinType(parser);
		if (type === undefined) {
			if (natural) throw parser.unexpected('expected JOIN');
			return left;
		}
		parser.chain(length);
		const right = parsePrimary(parser);
		const condition: JoinCondition = natural ? { kind: 'natural' } : parseCondition(parser);
		left = { kind: 'join', at, type, left, right, condition };
	}
}

const joinWords: readonly (readonly [words: readonly string[], type: JoinType])[] = [
	[['JOIN'], 'inner'],
	[['INNER', 'JOIN'], 'inner'],
	[['CROSS', 'JOIN'], 'cross'],
	[['LEFT', 'JOIN'], 'left'],
	[['LEFT', 'OUTER', 'JOIN'], 'left'],
	[['RIGHT', 'JOIN'], 'right'],
	[['RIGHT', 'OUTER', 'JOIN'], 'right'],
	[['FULL', 'JOIN'], 'full'],
	[['FULL', 'OUTER', 'JOIN'], 'full'],
	[['SEMI', 'JOIN'], 'semi'],
	[['LEFT', 'SEMI', 'JOIN'], 'semi'],
	[['ANTI', 'JOIN'], 'anti'],
	[['LEFT', 'ANTI', 'JOIN'], 'anti'],
];

function parseJoinType(parser: Parser): JoinType | undefined {
	return joinWords.find(([words]) => parser.accept(...words))?.[1];
}

function parseCondition(parser: Parser): JoinCondition {
	if (parser.accept('ON')) return { kind: 'on', on: parser.expression() };
	if (!parser.accept('USING')) return { kind: 'none' };
	return {
		kind: 'using',
		columns: parser.parenthesised(() => parser.list(() => parser.identifier())),
	};
}

function parsePrimary(parser: Parser): RelationNode {
	const at = parser.peek().start;
	const lateral = parser.accept('LATERAL');
	const relation = parser.nested(() => parseUnaliased(parser, at, lateral));
	refuseClauses(parser);
	return relation;
}

function parseUnaliased(parser: Parser, at: number, lateral: boolean): RelationNode {
	if (parser.accept('VALUES')) {
		const body = { kind: 'values', at, rows: parseRows(parser) } as const;
		return withAlias(parser, { kind: 'subquery', at, lateral, query: { at, with: [], body, orderBy: [] } });
	}
	if (parser.at('(') && (lateral || atQuery(parser, 1) || parser.at('(', 'TABLE'))) {
		const query = parser.parenthesised(() => parser.query());
		return withAlias(parser, { kind: 'subquery', at, lateral, query });
	}
	if (parser.at('(')) return parseParenthesised(parser);
	if (parser.peek(1).kind === 'symbol' && parser.peek(1).value === '(') {
		const name = parser.identifier();
		const args = parser.parenthesised(() => (parser.at(')') ? [] : parser.list(() => parser.expression())));
		return withAlias(parser, { kind: 'function', at, name, args, lateral });
	}
	if (lateral) throw parser.unexpected('expected a subquery or a function');
	const table = parseTableReference(parser, true);
	parser.noteTable(table);
	return withAlias(parser, { kind: 'table', at, table });
}

function parseParenthesised(parser: Parser): RelationNode {
	const inner = parser.parenthesised(() => parseRelations(parser));
	if (inner.kind !== 'join' && !inner.alias) return withAlias(parser, inner);
	if (!parser.at('AS') && !parser.atFreeName()) return inner;
	throw syntaxError(
		parser,
		'UNSUPPORTED_FEATURE.CLAUSE',
		'an alias for a join in parentheses is not supported',
		parser.peek().start,
	);
}

type Aliasable = Exclude<RelationNode, { kind: 'join' }>;

function withAlias(parser: Parser, relation: Aliasable): RelationNode {
	const alias = parseAlias(parser);
	return alias ? { ...relation, alias } : relation;
}

function parseAlias(parser: Parser): RelationAlias | undefined {
	if (!parser.accept('AS') && !parser.atFreeName()) return undefined;
	const name = parser.identifier();
	if (!parser.at('(')) return { name };
	return { name, columns: parser.parenthesised(() => parser.list(() => parser.identifier())) };
}

function refuseClauses(parser: Parser): void {
	for (const word of ['TABLESAMPLE', 'PIVOT', 'UNPIVOT']) {
		if (parser.at(word)) {
			throw syntaxError(
				parser,
				'UNSUPPORTED_FEATURE.CLAUSE',
				`${word} is not supported`,
				parser.peek().start,
			);
		}
	}
}
