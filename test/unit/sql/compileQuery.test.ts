import { describe, expect, it } from 'vitest';
import { columnsOf, compile } from './compiledQueries';
import { faultOf } from './faultOf';

describe('compileQuery', () => {
	it.each([
		[
			'SELECT a, T.B, `a` AS c, s.p, s.*, t.s.q FROM t',
			['a: int', 'B: string', 'c: int', 'p: int', 'p: int', 'q: string', 'q: string'],
		],
		[
			'SELECT a + 1, -a, ~a, NOT true, a || b FROM t',
			['(a + 1): int', '(- a): int', '~a: int', '(NOT true): boolean', 'concat(a, b): string'],
		],
		[
			'SELECT count(*), count(1), count(DISTINCT b), sum(t.a), sum(a) AS s FROM t',
			['count(1): bigint', 'count(1): bigint', 'count(DISTINCT b): bigint', 'sum(a): bigint', 's: bigint'],
		],
		[
			"SELECT 1, 1L, 1.5, 1e3, 1.5BD, 'x', NULL, true, -5",
			[
				'1: int',
				'1: bigint',
				'1.5: decimal(2,1)',
				'1000.0: double',
				'1.5: decimal(2,1)',
				'x: string',
				'NULL: void',
				'true: boolean',
				'-5: int',
			],
		],
		[
			"SELECT DATE'2020-01-01', X'1F', TIMESTAMP_NTZ'2020-01-01 00:00:00'",
			["DATE '2020-01-01': date", "X'1F': binary", "TIMESTAMP_NTZ '2020-01-01 00:00:00': timestamp_ntz"],
		],
		[
			'SELECT CAST(a AS STRING), TRY_CAST(b AS INT), a::decimal(4,1) FROM t',
			['a: string', 'b: int', 'a: decimal(4,1)'],
		],
		[
			'SELECT a = 1, a <> 1, a <=> 1, a IS NULL, a BETWEEN 1 AND 2, a IN (1, 2) FROM t',
			[
				'(a = 1): boolean',
				'(NOT (a = 1)): boolean',
				'(a <=> 1): boolean',
				'(a IS NULL): boolean',
				'between(a, 1, 2): boolean',
				'(a IN (1, 2)): boolean',
			],
		],
		[
			'SELECT CASE WHEN a > 1 THEN 1 ELSE 2.5 END, if(true, 1, NULL) FROM t',
			['CASE WHEN (a > 1) THEN 1 ELSE 2.5 END: decimal(11,1)', '(IF(true, 1, NULL)): int'],
		],
		["SELECT l[0], m['k'], m.k FROM t", ['l[0]: int', 'm[k]: int', 'k: int']],
		[
			'SELECT d + INTERVAL 1 DAY, d + INTERVAL 1 HOUR, ts - INTERVAL 1 MONTH FROM t',
			[
				'(d + INTERVAL 1 DAY): date',
				'(d + INTERVAL 1 HOUR): timestamp',
				'(ts - INTERVAL 1 MONTH): timestamp',
			],
		],
		[
			'SELECT struct(a, b AS z, 1), (a, 2) FROM t',
			['struct(a, b AS z, 1): struct<a:int,z:string,col3:int>', 'struct(a, 2): struct<a:int,col2:int>'],
		],
		[
			'SELECT sum(a) OVER (PARTITION BY b ORDER BY d DESC) FROM t',
			[
				'sum(a) OVER (PARTITION BY b ORDER BY d DESC NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW): bigint',
			],
		],
		['SELECT transform(l, x -> x + 1L) AS z FROM t', ['z: array<bigint>']],
		['SELECT v1, session.v1 + 1', ['v1: int', '(v1 + 1): int']],
		["SELECT * FROM VALUES (1, NULL), (2.5, date'2020-01-01') AS v(x, y)", ['x: decimal(11,1)', 'y: date']],
		['SELECT 1 AS a UNION SELECT 2L', ['a: bigint']],
		['SELECT a AS z, z + 1 AS y FROM t', ['z: int', 'y: int']],
		['SELECT * FROM t LEFT SEMI JOIN u ON t.a = u.a', columnsOf(compile('TABLE t'))],
		[
			'SELECT * EXCEPT (s, l, m, ts, x) FROM t JOIN u USING (a)',
			['a: int', 'b: string', 'd: date', 'dec: decimal(10,2)', 'c: string'],
		],
		['SELECT ceil(x), LEN(b), upper(b) FROM t', ['CEIL(x): bigint', 'len(b): int', 'upper(b): string']],
		['SELECT * FROM range(3)', ['id: bigint']],
	])('names and types the columns of %s', (text, expected) => {
		expect(columnsOf(compile(text))).toEqual(expected);
	});

	it.each([
		['SELECT zz FROM t', 'UNRESOLVED_COLUMN.WITH_SUGGESTION', 'zz'],
		['SELECT t.nope FROM t', 'UNRESOLVED_COLUMN.WITH_SUGGESTION', 't.nope'],
		['SELECT nope', 'UNRESOLVED_COLUMN.WITHOUT_SUGGESTION', 'nope'],
		["SELECT 'é😀',\n  s.nope FROM t", 'FIELD_NOT_FOUND', 's.nope'],
		['SELECT b.x FROM t', 'INVALID_EXTRACT_BASE_FIELD_TYPE', 'b.x'],
		['SELECT a FROM t x JOIN t y ON x.a = y.a', 'AMBIGUOUS_REFERENCE', 'a FROM'],
		['SELECT x.a, y.b AS a FROM t x JOIN t y ON true ORDER BY a', 'AMBIGUOUS_REFERENCE', 'a$'],
		['SELECT a FROM (SELECT a, a FROM t)', 'AMBIGUOUS_REFERENCE', 'a FROM \\('],
		['SELECT a, b FROM t GROUP BY a', 'MISSING_AGGREGATION', 'b FROM'],
		['SELECT a, sum(a) FROM t', 'MISSING_GROUP_BY', 'a,'],
		['SELECT a FROM t GROUP BY b ORDER BY x', 'MISSING_AGGREGATION', 'a FROM'],
		['SELECT sum(sum(a)) FROM t', 'NESTED_AGGREGATE_FUNCTION', 'sum'],
		['SELECT grouping(b) FROM t GROUP BY a', 'GROUPING_COLUMN_MISMATCH', 'grouping'],
		['SELECT a FROM t WHERE sum(a) > 1', 'INVALID_WHERE_CONDITION', '> 1'],
		['SELECT a FROM t WHERE b', 'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN', 'b$'],
		['SELECT nope(a) FROM t', 'UNRESOLVED_ROUTINE', 'nope'],
		['SELECT upper(a, b) FROM t', 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION', 'upper'],
		['SELECT s + 1 FROM t', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE', '\\+'],
		['SELECT CAST(l AS INT) FROM t', 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION', 'CAST'],
		['SELECT * FROM nope', 'TABLE_OR_VIEW_NOT_FOUND', 'nope'],
		["SELECT * FROM read_parquet('/etc/passwd')", 'UNRESOLVABLE_TABLE_VALUED_FUNCTION', 'read_parquet'],
		["SELECT getenv('HOME')", 'UNRESOLVED_ROUTINE', 'getenv'],
		['SELECT 1, 2 UNION SELECT 1', 'NUM_COLUMNS_MISMATCH', 'UNION'],
		['SELECT s FROM t UNION SELECT 1', 'INCOMPATIBLE_COLUMN_TYPE', 'UNION'],
		['SELECT m FROM t UNION SELECT m FROM t', 'UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE', 'UNION'],
		['SELECT a FROM t ORDER BY 2', 'ORDER_BY_POS_OUT_OF_RANGE', '2'],
		['SELECT a FROM t GROUP BY 3', 'GROUP_BY_POS_OUT_OF_RANGE', '3'],
		['SELECT DISTINCT a FROM t ORDER BY b', 'UNRESOLVED_COLUMN.WITH_SUGGESTION', 'b$'],
		['SELECT a FROM t LIMIT -1', 'INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE', '-1'],
		['SELECT row_number() FROM t', 'WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE', 'row_number'],
		['SELECT row_number() OVER () FROM t', 'WINDOW_FUNCTION_WITHOUT_ORDER', 'row_number'],
		['SELECT sum(a) OVER w FROM t', 'MISSING_WINDOW_SPECIFICATION', 'w FROM'],
		['SELECT upper(b) OVER () FROM t', 'INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX', 'upper'],
		['SELECT explode(l) + 1 FROM t', 'UNSUPPORTED_GENERATOR.OUTSIDE_SELECT', 'explode'],
		['SELECT explode(l), explode(m) FROM t', 'UNSUPPORTED_GENERATOR.MULTI_GENERATOR', 'explode\\(m'],
		[
			'SELECT (SELECT a, c FROM u) FROM t',
			'INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN',
			'\\(',
		],
		['SELECT a IN (SELECT a, c FROM u) FROM t', 'DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH', 'IN'],
		['SELECT * FROM VALUES (1), (2, 3)', 'INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH', '2'],
		['SELECT * FROM t JOIN u USING (b)', 'UNRESOLVED_USING_COLUMN_FOR_JOIN', 'JOIN'],
		['SELECT INTERVAL 1 DAY', 'UNSUPPORTED_FEATURE.INTERVAL', 'INTERVAL'],
		['SELECT *', 'INVALID_USAGE_OF_STAR_OR_REGEX', '\\*'],
		['SELECT nope.* FROM t', 'CANNOT_RESOLVE_STAR_EXPAND', '\\*'],
		['SELECT x -> 1', 'INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION', 'x'],
		[
			'SELECT transform(l, (a, b, c) -> a) FROM t',
			'INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH',
			'\\(a, b',
		],
		['SELECT a FROM t ORDER BY m', 'DATATYPE_MISMATCH.INVALID_ORDERING_TYPE', 'm$'],
		['SELECT m FROM t GROUP BY m', 'GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE', 'm$'],
	])('refuses %s with %s', (text, errorClass, place) => {
		const fault = faultOf(() => compile(text));
		const before = text.slice(0, text.search(new RegExp(place))).split('\n');
		expect(fault).toMatchObject({
			code: 'sql',
			errorClass,
			position: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
		});
	});

	it('suggests names that look alike', () => {
		expect(faultOf(() => compile('SELECT decs FROM t'))).toMatchObject({
			hints: [expect.stringContaining('`dec`')],
		});
		expect(faultOf(() => compile('SELECT uper(b) FROM t'))).toMatchObject({
			hints: [expect.stringContaining('upper')],
		});
	});

	it('compares with plain dates and timestamps as constants, which filters on files can use', () => {
		const { sql } = compile("SELECT a FROM t WHERE d = '2020-01-01' AND ts > TIMESTAMP'2020-01-01 10:00:00'");
		expect(sql).toContain("CAST('2020-01-01' AS DATE)");
		expect(sql).toContain("CAST('2020-01-01 10:00:00+00' AS TIMESTAMP WITH TIME ZONE)");
	});

	it('quotes names and never writes an identifier of the text as it is', () => {
		const { sql, schema } = compile('SELECT `a "b"` AS `x"; DROP TABLE t; --` FROM `odd "name"` AS `y"z`');
		expect(schema.fields[0]?.name).toBe('x"; DROP TABLE t; --');
		expect(sql).not.toContain('DROP');
		expect(sql).not.toContain('y"z');
	});

	it('refuses what nests too deep after it was parsed', () => {
		const chain = (inner: string) => `(${inner})${' + 1'.repeat(200)}`;
		const deep = Array.from({ length: 40 }).reduce<string>((inner) => chain(inner), '1');
		expect(faultOf(() => compile(`SELECT ${deep}`))).toMatchObject({ errorClass: 'QUERY_TOO_DEEPLY_NESTED' });
	});
});
