import { sqlTypeName } from '../../delta/schema';
import type { ParsedQuery, Statement, TableReference } from '../statement';
import { parseConfiguration } from './parseConfiguration';
import { parseCreateTable } from './parseCreateTable';
import { parseParsedQuery } from './parseParsedQuery';
import type { Parser } from './parser';
import { parseTableReference } from './parseTableReference';
import type { QueryNode } from './query';
import { syntaxError } from './syntaxError';
import { parseTypeName } from './typeName';

/** The one statement that the parser's tokens are. */
export function parseStatement(parser: Parser): Statement {
	const statement = parseKind(parser);
	if (parser.peek().kind !== 'end') throw parser.unexpected();
	return statement;
}

function parseKind(parser: Parser): Statement {
	const position = parser.position();
	const first = parser.peek();
	if (first.kind === 'symbol' || ['SELECT', 'WITH', 'VALUES', 'TABLE'].some((word) => parser.at(word))) {
		return { kind: 'query', position, query: parseParsedQuery(parser) };
	}
	const rule = statements.find(([words]) => parser.at(...words));
	if (!rule) throw unsupported(parser);
	const [words, parse] = rule;
	parser.accept(...words);
	return parse(parser, position);
}

type Rule = (parser: Parser, position: Statement['position']) => Statement;

/** Statements by the words that they begin with; the first that fits is taken. */
const statements: readonly (readonly [words: readonly string[], rule: Rule])[] = [
	[['INSERT', 'INTO'], parseInsert],
	[['CREATE', 'OR', 'REPLACE', 'TEMPORARY', 'VIEW'], (parser, at) => parseView(parser, at, true)],
	[['CREATE', 'OR', 'REPLACE', 'TEMP', 'VIEW'], (parser, at) => parseView(parser, at, true)],
	[['CREATE', 'TEMPORARY', 'VIEW'], (parser, at) => parseView(parser, at, false)],
	[['CREATE', 'TEMP', 'VIEW'], (parser, at) => parseView(parser, at, false)],
	[['CREATE', 'OR', 'REPLACE', 'TABLE'], (parser, at) => parseCreateTable(parser, at, true)],
	[['CREATE', 'TABLE'], (parser, at) => parseCreateTable(parser, at, false)],
	[['DROP', 'VIEW'], parseDropView],
	[['DROP', 'TEMPORARY', 'VARIABLE'], parseDropVariable],
	[['DROP', 'TEMP', 'VARIABLE'], parseDropVariable],
	[['DESCRIBE', 'HISTORY'], parseHistory],
	[['DESC', 'HISTORY'], parseHistory],
	[['DESCRIBE', 'DETAIL'], parseDetail],
	[['DESC', 'DETAIL'], parseDetail],
	[['DESCRIBE'], parseDescribe],
	[['DESC'], parseDescribe],
	[['SHOW', 'TABLES'], (_, position) => ({ kind: 'showTables', position })],
	[['DECLARE'], parseDeclare],
	[['SET', 'VAR'], parseSetVariable],
	[['SET', 'VARIABLE'], parseSetVariable],
	[['SET'], parseConfiguration],
];

/** Names the statement by its leading words, such as `DELETE FROM`. */
function unsupported(parser: Parser): Error {
	const [first, second] = [parser.peek(), parser.peek(1)];
	if (first.kind !== 'word') return parser.unexpected('expected a statement');
	const words = knownStatements[first.value.toUpperCase()];
	if (words === undefined) return parser.unexpected('expected a statement');
	const name = words.includes(second.value.toUpperCase()) ? `${first.value} ${second.value}` : first.value;
	return syntaxError(
		parser,
		'UNSUPPORTED_STATEMENT',
		`the statement ${name.toUpperCase()} is not supported`,
		first.start,
	);
}

/** Spark's and Delta's other statements, with the second words that belong to their names. */
const knownStatements: Readonly<Record<string, readonly string[] | undefined>> = {
	ALTER: ['TABLE', 'VIEW', 'DATABASE', 'SCHEMA', 'CATALOG'],
	ANALYZE: ['TABLE'],
	CACHE: ['TABLE'],
	CALL: [],
	CLEAR: ['CACHE'],
	COMMENT: ['ON'],
	CONVERT: ['TO'],
	COPY: ['INTO'],
	CREATE: ['OR', 'VIEW', 'FUNCTION', 'DATABASE', 'SCHEMA', 'GLOBAL', 'TEMPORARY', 'EXTERNAL', 'CATALOG'],
	DELETE: ['FROM'],
	DROP: ['TABLE', 'DATABASE', 'SCHEMA', 'FUNCTION'],
	EXECUTE: ['IMMEDIATE'],
	EXPLAIN: [],
	FROM: [],
	FSCK: ['REPAIR'],
	GENERATE: [],
	GRANT: [],
	INSERT: ['OVERWRITE'],
	LOAD: ['DATA'],
	MERGE: ['INTO'],
	MSCK: ['REPAIR'],
	OPTIMIZE: [],
	REFRESH: ['TABLE'],
	REORG: ['TABLE'],
	REPLACE: ['TABLE'],
	RESET: [],
	RESTORE: ['TABLE', 'TO'],
	REVOKE: [],
	SHOW: ['COLUMNS', 'CREATE', 'DATABASES', 'FUNCTIONS', 'PARTITIONS', 'SCHEMAS', 'TBLPROPERTIES', 'VIEWS'],
	TRUNCATE: ['TABLE'],
	UNCACHE: ['TABLE'],
	UNDROP: ['TABLE'],
	UPDATE: [],
	USE: [],
	VACUUM: [],
};

function parseInsert(parser: Parser, position: Statement['position']): Statement {
	parser.accept('TABLE');
	const table = parseTableReference(parser, false);
	for (const word of ['PARTITION', 'REPLACE', 'BY']) {
		if (parser.at(word)) {
			throw syntaxError(
				parser,
				'UNSUPPORTED_FEATURE.CLAUSE',
				`${word} is not supported in INSERT`,
				parser.peek().start,
			);
		}
	}
	const columns = atColumnList(parser) ? columnList(parser) : undefined;
	return {
		kind: 'insertInto',
		position,
		table,
		query: parseParsedQuery(parser),
		...(columns && { columns }),
	};
}

/** Whether names in parentheses come, and not a query in parentheses. */
function atColumnList(parser: Parser): boolean {
	const { value } = parser.peek(2);
	return parser.at('(') && parser.peek(1).kind !== 'symbol' && (value === ',' || value === ')');
}

function columnList(parser: Parser): readonly string[] {
	return parser.parenthesised(() => parser.list(() => parser.identifier()));
}

function parseView(parser: Parser, position: Statement['position'], replace: boolean): Statement {
	const name = parser.identifier();
	if (parser.at('USING')) {
		throw syntaxError(
			parser,
			'UNSUPPORTED_FEATURE.CLAUSE',
			'a temporary view of a data source is not supported; use AS SELECT',
			parser.peek().start,
		);
	}
	const columns = parser.at('(') ? columnList(parser) : undefined;
	parser.expect('AS');
	return {
		kind: 'createTemporaryView',
		position,
		name,
		replace,
		query: parseParsedQuery(parser),
		...(columns && { columns }),
	};
}

function parseDropView(parser: Parser, position: Statement['position']): Statement {
	const ifExists = parser.accept('IF', 'EXISTS');
	return { kind: 'dropView', position, name: parser.identifier(), ifExists };
}

function parseDropVariable(parser: Parser, position: Statement['position']): Statement {
	const ifExists = parser.accept('IF', 'EXISTS');
	return { kind: 'dropVariable', position, name: variableName(parser), ifExists };
}

function parseHistory(parser: Parser, position: Statement['position']): Statement {
	const table = pathOrTable(parser);
	const limit = parser.accept('LIMIT') ? parser.integer() : undefined;
	return { kind: 'describeHistory', position, table, ...(limit !== undefined && { limit }) };
}

function parseDetail(parser: Parser, position: Statement['position']): Statement {
	return { kind: 'describeDetail', position, table: pathOrTable(parser) };
}

function parseDescribe(parser: Parser, position: Statement['position']): Statement {
	for (const word of ['QUERY', 'FUNCTION', 'DATABASE', 'SCHEMA', 'CATALOG']) {
		if (parser.at(word) && parser.peek(1).kind !== 'end') {
			throw syntaxError(
				parser,
				'UNSUPPORTED_STATEMENT',
				`the statement DESCRIBE ${word} is not supported`,
				parser.peek().start,
			);
		}
	}
	if (parser.peek(1).kind !== 'end') {
		parser.accept('TABLE');
		if (parser.peek(1).kind !== 'end') parser.accept('EXTENDED');
	}
	return { kind: 'describeTable', position, table: parseTableReference(parser, false) };
}

/** DESCRIBE HISTORY and DETAIL also take the folder as a string. */
function pathOrTable(parser: Parser): TableReference {
	const position = parser.position();
	if (parser.peek().kind === 'string') return { path: parser.string(), position };
	return parseTableReference(parser, false);
}

function parseDeclare(parser: Parser, position: Statement['position']): Statement {
	const replace = parser.accept('OR', 'REPLACE');
	if (!parser.accept('VARIABLE')) parser.accept('VAR');
	const name = variableName(parser);
	const untyped = parser.peek().kind === 'end' || parser.at('DEFAULT') || parser.at('=');
	const type = untyped ? undefined : sqlTypeName(parseTypeName(parser));
	const value = parser.accept('DEFAULT') || parser.accept('=') ? valueQuery(parser) : undefined;
	if (type === undefined && !value) throw parser.unexpected('expected a type or DEFAULT');
	return {
		kind: 'declareVariable',
		position,
		name,
		replace,
		...(type !== undefined && { type }),
		...(value && { value }),
	};
}

function parseSetVariable(parser: Parser, position: Statement['position']): Statement {
	const name = variableName(parser);
	parser.expect('=');
	return { kind: 'setVariable', position, name, value: valueQuery(parser) };
}

/** Variables live in `session` or `system.session`, which need not be written. */
function variableName(parser: Parser): string {
	if (parser.accept('SYSTEM', '.', 'SESSION', '.') || parser.accept('SESSION', '.'))
		return parser.identifier();
	return parser.identifier();
}

/** `SELECT expression`. */
function valueQuery(parser: Parser): ParsedQuery {
	const at = parser.peek().start;
	const expression = parser.expression();
	const ast: QueryNode = {
		at,
		with: [],
		orderBy: [],
		body: {
			kind: 'select',
			at,
			distinct: false,
			items: [{ expression, aliases: [] }],
			lateralViews: [],
			windows: [],
		},
	};
	return { tables: parser.takeTables(), ast, text: parser.text };
}
