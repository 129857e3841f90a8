import { describe, expect, it } from 'vitest';
import { parseStatements } from '../../../src/sql/parseStatements';
import type { Statement } from '../../../src/sql/statement';
import { faultOf } from './faultOf';

function parse(text: string): Statement {
	const [statement] = parseStatements(text);
	if (!statement) throw new Error('there is no statement');
	return statement;
}

/** A statement without what every one has. */
function plain(text: string) {
	const { position: _, ...statement } = parse(text);
	return statement;
}

describe('parseStatements', () => {
	it('lists the tables that a query names, also in subqueries, but not its own common table expressions', () => {
		const text =
			'WITH q AS (SELECT * FROM a) SELECT * FROM q JOIN DELTA.`/p x` VERSION AS OF 3 ON (SELECT 1 FROM c.d) = 1 WHERE x IN (TABLE q)';
		const statement = parse(text);
		if (statement.kind !== 'query') throw new Error('not a query');
		const at = (part: string) => ({ line: 1, column: text.indexOf(part) + 1 });
		expect(statement.query.tables).toEqual([
			{ parts: ['a'], position: at('a)') },
			{ path: '/p x', version: 3, position: at('DELTA') },
			{ parts: ['c', 'd'], position: at('c.d') },
		]);
	});

	it.each([
		['t VERSION AS OF 12', { version: 12 }],
		["t VERSION AS OF '12'", { version: 12 }],
		['t FOR VERSION AS OF 12', { version: 12 }],
		['t FOR SYSTEM_VERSION AS OF 12', { version: 12 }],
		["t TIMESTAMP AS OF '2024-01-01'", { timestamp: '2024-01-01' }],
		["t FOR SYSTEM_TIME AS OF '2024-01-01' AS x", { timestamp: '2024-01-01' }],
	])('reads the time travel of %s', (table, expected) => {
		const statement = parse(`SELECT * FROM ${table}`);
		expect(statement.kind === 'query' && statement.query.tables[0]).toMatchObject(expected);
	});

	it('keeps what follows @ out of an alias', () => {
		expect(faultOf(() => parseStatements('SELECT * FROM delta.`/t`@v3'))).toMatchObject({
			errorClass: 'PARSE_SYNTAX_ERROR',
			position: { line: 1, column: 25 },
		});
	});

	it('reads every clause of CREATE TABLE AS SELECT', () => {
		const statement = plain(
			"CREATE OR REPLACE TABLE IF NOT EXISTS delta.`/t` USING Delta PARTITIONED BY (a, `b c`) LOCATION '/l' COMMENT 'it''s' TBLPROPERTIES ('x.y' = 'z', n.m = 5, k = true) AS SELECT 1",
		);
		expect(statement).toMatchObject({
			kind: 'createTableAsSelect',
			table: { path: '/t' },
			replace: true,
			ifNotExists: true,
			provider: 'delta',
			partitionColumns: ['a', 'b c'],
			location: '/l',
			comment: "it's",
			properties: { 'x.y': 'z', 'n.m': '5', k: 'true' },
		});
	});

	it.each([
		['INSERT INTO TABLE t (a, `b`) VALUES (1, 2)', { kind: 'insertInto', columns: ['a', 'b'] }],
		['INSERT INTO t SELECT 1', { kind: 'insertInto', table: { parts: ['t'] } }],
		['INSERT INTO t (SELECT a FROM b)', { kind: 'insertInto', query: { tables: [{ parts: ['b'] }] } }],
		[
			'CREATE TEMP VIEW v (x) AS SELECT 1',
			{ kind: 'createTemporaryView', name: 'v', replace: false, columns: ['x'] },
		],
		['CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1', { kind: 'createTemporaryView', replace: true }],
		['DROP VIEW IF EXISTS v', { kind: 'dropView', name: 'v', ifExists: true }],
		['DESCRIBE HISTORY delta.`/t` LIMIT 5', { kind: 'describeHistory', table: { path: '/t' }, limit: 5 }],
		["DESC HISTORY '/t'", { kind: 'describeHistory', table: { path: '/t' } }],
		['DESCRIBE DETAIL t', { kind: 'describeDetail', table: { parts: ['t'] } }],
		['DESCRIBE TABLE EXTENDED t', { kind: 'describeTable', table: { parts: ['t'] } }],
		['DESC table', { kind: 'describeTable', table: { parts: ['table'] } }],
		['SHOW TABLES', { kind: 'showTables' }],
		[
			'DECLARE OR REPLACE VARIABLE v INT DEFAULT 1 + 1',
			{ kind: 'declareVariable', name: 'v', replace: true, type: 'int' },
		],
		["DECLARE v = 'x'", { kind: 'declareVariable', name: 'v', replace: false }],
		[
			'SET VAR v = (SELECT max(a) FROM t)',
			{ kind: 'setVariable', name: 'v', value: { tables: [{ parts: ['t'] }] } },
		],
		['DROP TEMPORARY VARIABLE IF EXISTS v', { kind: 'dropVariable', name: 'v', ifExists: true }],
		[
			'SET delta.sql.dialect = duckdb',
			{ kind: 'setConfiguration', key: 'delta.sql.dialect', value: 'duckdb' },
		],
		['SET a.b', { kind: 'setConfiguration', key: 'a.b' }],
		['SET', { kind: 'setConfiguration' }],
		["SET TIME ZONE 'UTC'", { kind: 'setConfiguration', key: 'spark.sql.session.timeZone', value: 'UTC' }],
		['(SELECT 1) UNION ALL (SELECT 2)', { kind: 'query' }],
	])('reads %s', (text, expected) => {
		expect(plain(text)).toMatchObject(expected);
	});

	it.each([
		['DELETE FROM t', 'DELETE FROM'],
		['update t set a = 1', 'UPDATE'],
		['MERGE INTO t USING s ON 1', 'MERGE INTO'],
		['OPTIMIZE t', 'OPTIMIZE'],
		['ALTER TABLE t ADD COLUMN x INT', 'ALTER TABLE'],
		['INSERT OVERWRITE t SELECT 1', 'INSERT OVERWRITE'],
	])('refuses %s by name', (text, name) => {
		expect(faultOf(() => parseStatements(text))).toMatchObject({
			errorClass: 'UNSUPPORTED_STATEMENT',
			message: expect.stringContaining(name),
			position: { line: 1, column: 1 },
		});
	});

	it.each([
		['SELECT 1 +', 'PARSE_SYNTAX_ERROR', 1, 11],
		['SELECT 1;\nSELECT * FRM t x', 'PARSE_SYNTAX_ERROR', 2, 14],
		["SELECT 'é😀', )", 'PARSE_SYNTAX_ERROR', 1, 15],
		['SELECT a FROM t TABLESAMPLE (10 PERCENT)', 'UNSUPPORTED_FEATURE.CLAUSE', 1, 17],
		['SELECT * FROM t PIVOT (sum(a) FOR b IN (1))', 'UNSUPPORTED_FEATURE.CLAUSE', 1, 17],
		['SELECT a FROM t SORT BY a', 'UNSUPPORTED_FEATURE.CLAUSE', 1, 17],
		['WITH RECURSIVE r AS (SELECT 1) SELECT 1', 'UNSUPPORTED_FEATURE.CLAUSE', 1, 6],
		['INSERT INTO t PARTITION (a = 1) SELECT 1', 'UNSUPPORTED_FEATURE.CLAUSE', 1, 15],
		['CREATE TABLE t (a INT)', 'UNSUPPORTED_FEATURE.CLAUSE', 1, 16],
		['SELECT CAST(a AS SHAPE)', 'UNSUPPORTED_DATATYPE', 1, 18],
		["SELECT X'0G'", 'INVALID_TYPED_LITERAL', 1, 8],
		['SELECT 999Y', 'INVALID_NUMERIC_LITERAL_RANGE', 1, 8],
		["SELECT INTERVAL '3' DAY TO NIGHT", 'INVALID_INTERVAL_FORMAT', 1, 8],
		['SELECT EXTRACT(SOUND FROM a)', 'INVALID_EXTRACT_FIELD', 1, 16],
		['hello', 'PARSE_SYNTAX_ERROR', 1, 1],
	])('refuses %s with %s at %i:%i', (text, errorClass, line, column) => {
		expect(faultOf(() => parseStatements(text))).toMatchObject({
			code: 'sql',
			errorClass,
			position: { line, column },
		});
	});

	it.each([
		['parentheses', `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}`],
		['calls', `SELECT ${'trim('.repeat(5000)}1${')'.repeat(5000)}`],
		['signs', `SELECT ${'- '.repeat(5000)}1`],
		['NOT', `SELECT ${'NOT '.repeat(5000)}true`],
		['sums', `SELECT ${'1 + '.repeat(5000)}1`],
		['subqueries', `${'SELECT * FROM ('.repeat(5000)}SELECT 1${')'.repeat(5000)}`],
		['types', `SELECT CAST(a AS ${'ARRAY<'.repeat(5000)}INT${'>'.repeat(5000)})`],
		['set operations', `SELECT 1${' UNION SELECT 1'.repeat(5000)}`],
	])('refuses too many nested %s instead of running out of stack', (_, text) => {
		expect(faultOf(() => parseStatements(text))).toMatchObject({ errorClass: 'QUERY_TOO_DEEPLY_NESTED' });
	});

	it('reads a list of 100,000 literals, and long chains of AND', () => {
		const list = Array.from({ length: 100_000 }, (_, i) => i).join(', ');
		expect(parse(`SELECT * FROM t WHERE a IN (${list})`).kind).toBe('query');
		expect(parse(`SELECT * FROM t WHERE ${'a = 1 AND '.repeat(20_000)} true`).kind).toBe('query');
	});

	it('gives statements or an sql fault for any text', () => {
		const pieces =
			"SELECT|FROM|(|)|,|*|a|`b`|'c'|\"d\"|1|2.5e3|.|WHERE|AND|NOT|IN|CASE|WHEN|THEN|END|CAST|AS|INT|ARRAY|<|>|>>|[|]|->|::|;|--x\n|/*|*/|'|`|\\|é|😀|INTERVAL|DAY|OVER|PARTITION BY|ORDER BY|LIMIT|UNION|WITH|VALUES|INSERT INTO|CREATE TABLE|SET|DECLARE|LATERAL VIEW|EXPLODE|JOIN|ON|USING|GROUP BY|ROLLUP|delta|VERSION AS OF|@|:|?|-|+|EXTRACT|TRIM|BOTH|LIKE|ESCAPE|IS|NULL|DISTINCT|\0".split(
				'|',
			);
		let seed = 12345;
		const random = (limit: number) => {
			seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
			return Math.floor((seed / 2_147_483_648) * limit);
		};
		let parsed = 0;
		for (let round = 0; round < 20_000; round++) {
			const words = Array.from({ length: 1 + random(14) }, () => pieces[random(pieces.length)]);
			const text = (random(2) === 0 ? ['SELECT', ...words] : words).join(' ');
			try {
				parseStatements(text);
				parsed++;
			} catch (error) {
				const fault = faultOf(() => {
					throw error;
				});
				if (fault.code !== 'sql' || !fault.position) throw new Error(text, { cause: error });
			}
		}
		expect(parsed).toBeGreaterThan(100);
	});
});
