import type { Statement } from '../statement';
import { parseParsedQuery } from './parseParsedQuery';
import type { Parser } from './parser';
import { parseTableReference } from './parseTableReference';
import { syntaxError } from './syntaxError';

interface Clauses {
	provider: string;
	partitionColumns: readonly string[];
	location?: string;
	comment?: string;
	properties: Record<string, string>;
}

/** `[IF NOT EXISTS] table clauses AS query`, after `CREATE [OR REPLACE] TABLE`. */
export function parseCreateTable(
	parser: Parser,
	position: Statement['position'],
	replace: boolean,
): Statement {
	const ifNotExists = parser.accept('IF', 'NOT', 'EXISTS');
	const table = parseTableReference(parser, false);
	if (parser.at('('))
		throw refused(parser, 'CREATE TABLE with a list of columns is not supported; use AS SELECT');
	const clauses: Clauses = { provider: 'delta', partitionColumns: [], properties: {} };
	const seen = new Set<string>();
	for (let word = clauseWord(parser); word !== undefined; word = clauseWord(parser)) {
		if (seen.has(word))
			throw syntaxError(parser, 'DUPLICATE_CLAUSES', `${word} is given twice`, parser.peek().start);
		seen.add(word);
		parseClause(parser, word, clauses);
	}
	for (const word of [
		'CLUSTER',
		'CLUSTERED',
		'OPTIONS',
		'ROW',
		'STORED',
		'SHALLOW',
		'DEEP',
		'CLONE',
		'LIKE',
	]) {
		if (parser.at(word)) throw refused(parser, `${word} is not supported in CREATE TABLE`);
	}
	if (!parser.accept('AS') && !parser.at('SELECT') && !parser.at('WITH')) {
		throw parser.unexpected('expected AS and a query');
	}
	return {
		kind: 'createTableAsSelect',
		position,
		table,
		replace,
		ifNotExists,
		...clauses,
		query: parseParsedQuery(parser),
	};
}

const clauseWords = ['USING', 'PARTITIONED', 'LOCATION', 'COMMENT', 'TBLPROPERTIES'] as const;

function clauseWord(parser: Parser): (typeof clauseWords)[number] | undefined {
	return clauseWords.find((word) => parser.at(word));
}

function parseClause(parser: Parser, word: (typeof clauseWords)[number], clauses: Clauses): void {
	parser.next();
	switch (word) {
		case 'USING':
			clauses.provider = parser.identifier().toLowerCase();
			return;
		case 'PARTITIONED':
			parser.expect('BY');
			clauses.partitionColumns = parser.parenthesised(() => parser.list(() => partitionColumn(parser)));
			return;
		case 'LOCATION':
			clauses.location = parser.string();
			return;
		case 'COMMENT':
			clauses.comment = parser.string();
			return;
		case 'TBLPROPERTIES':
			clauses.properties = Object.fromEntries(
				parser.parenthesised(() => parser.list(() => property(parser))),
			);
	}
}

function partitionColumn(parser: Parser): string {
	const name = parser.identifier();
	if (parser.at('(')) throw refused(parser, 'partitioning by a transformation is not supported');
	return name;
}

function property(parser: Parser): readonly [string, string] {
	const key = parser.peek().kind === 'string' ? parser.string() : dottedKey(parser);
	parser.accept('=');
	const { kind, value } = parser.peek();
	if (kind === 'string' || kind === 'number') return [key, parser.next().value];
	if (parser.at('TRUE') || parser.at('FALSE')) return [key, parser.next().value.toLowerCase()];
	throw parser.unexpected(`expected the value of ${value === '' ? 'the property' : key}`);
}

function dottedKey(parser: Parser): string {
	const parts = [parser.identifier()];
	while (parser.accept('.')) parts.push(parser.identifier());
	return parts.join('.');
}

function refused(parser: Parser, message: string): Error {
	return syntaxError(parser, 'UNSUPPORTED_FEATURE.CLAUSE', message, parser.peek().start);
}
