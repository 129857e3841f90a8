import { beforeAll, describe, expect, it } from 'vitest';
import { openTables } from './compiledQueries';

let run: Awaited<ReturnType<typeof openTables>>;

beforeAll(async () => {
	run = await openTables();
});

describe('a compiled query in DuckDB', () => {
	it.each([
		[
			'SELECT a, b FROM t ORDER BY 1 DESC, b',
			[
				[3, null],
				[2, 'y'],
				[1, 'x'],
				[1, 'z'],
			],
		],
		['SELECT b FROM t ORDER BY b', [[null], ['x'], ['y'], ['z']]],
		['SELECT b FROM t ORDER BY b DESC', [['z'], ['y'], ['x'], [null]]],
		['SELECT x FROM t ORDER BY x DESC LIMIT 1', [['NaN']]],
		['SELECT a + 1 AS b, b FROM t ORDER BY b LIMIT 1', 'AMBIGUOUS'],
		['SELECT a FROM t ORDER BY d NULLS LAST, a + 1 LIMIT 2 OFFSET 1', [[1], [2]]],
		[
			'SELECT a, count(*), sum(x) FROM t GROUP BY a ORDER BY a',
			[
				[1, '2', 3],
				[2, '1', null],
				[3, '1', 'NaN'],
			],
		],
		['SELECT a + 1 AS k, sum(a * 2) + 1 FROM t GROUP BY k HAVING count(*) > 1', [[2, '5']]],
		['SELECT round(x, 1), count(*) FROM t GROUP BY round(x, 1) ORDER BY 2 DESC, 1 LIMIT 1', [[1.5, '2']]],
		[
			'SELECT upper(b) z, count(*) FROM t GROUP BY ALL ORDER BY z LIMIT 2',
			[
				[null, '1'],
				['X', '1'],
			],
		],
		[
			'SELECT a, b, count(*) n, grouping(b) g FROM t GROUP BY ROLLUP(a, b) ORDER BY n DESC, a, b, g LIMIT 3',
			[
				[null, null, '4', 1],
				[1, null, '2', 1],
				[1, 'x', '1', 0],
			],
		],
		[
			'SELECT a, count(*) FROM t GROUP BY GROUPING SETS ((a), ()) ORDER BY a',
			[
				[null, '4'],
				[1, '2'],
				[2, '1'],
				[3, '1'],
			],
		],
		[
			'SELECT a, (SELECT sum(u.a) + t.a FROM u) FROM t GROUP BY a ORDER BY a',
			[
				[1, '9'],
				[2, '10'],
				[3, '11'],
			],
		],
		[
			'SELECT a, (SELECT max(c) FROM u WHERE u.a = t.a) FROM t ORDER BY a',
			[
				[1, 'one'],
				[1, 'one'],
				[2, 'two'],
				[3, null],
			],
		],
		["SELECT a FROM t WHERE EXISTS (SELECT * FROM u WHERE u.a = t.a AND c LIKE 't%')", [[2]]],
		['SELECT a FROM t WHERE a NOT IN (SELECT a FROM u)', [[3]]],
		['SELECT (a, b) IN (SELECT a, c FROM u) FROM t WHERE a = 2', [[false]]],
		[
			'SELECT t.a, u.a FROM t FULL JOIN u USING (a) ORDER BY u.a LIMIT 2',
			[
				[3, null],
				[1, '1'],
			],
		],
		[
			'SELECT a, c FROM t FULL JOIN u USING (a) ORDER BY a',
			[
				['1', 'one'],
				['1', 'one'],
				['2', 'two'],
				['3', null],
				['5', 'five'],
			],
		],
		[
			'SELECT a, c FROM t RIGHT JOIN u USING (a) ORDER BY a',
			[
				['1', 'one'],
				['1', 'one'],
				['2', 'two'],
				['5', 'five'],
			],
		],
		['SELECT a FROM t LEFT ANTI JOIN u USING (a)', [[3]]],
		['SELECT DISTINCT a FROM t LEFT SEMI JOIN u ON t.a = u.a ORDER BY a', [[1], [2]]],
		[
			'SELECT t.a, e.c FROM t LEFT JOIN LATERAL (SELECT c FROM u WHERE u.a = t.a) e ON true ORDER BY 1 DESC LIMIT 2',
			[
				[3, null],
				[2, 'two'],
			],
		],
		[
			'WITH q AS (SELECT a, count(*) n FROM t GROUP BY a), r(z) AS (SELECT max(n) FROM q) SELECT a FROM q, r WHERE n = z',
			[[1]],
		],
		[
			'WITH q AS (SELECT 1 AS a) SELECT z.a, q.a FROM (WITH q AS (SELECT 2 AS a) SELECT * FROM q) z, q',
			[[2, 1]],
		],
		['SELECT 1 UNION SELECT 2 INTERSECT SELECT 2 ORDER BY 1', [[1], [2]]],
		['SELECT 1 UNION ALL SELECT 1 EXCEPT ALL SELECT 1', [[1]]],
		['SELECT 1 UNION ALL (SELECT 2.5 ORDER BY 1 LIMIT 1) ORDER BY 1 DESC', [['2.5'], ['1.0']]],
		[
			"SELECT * FROM VALUES (1, 'a'), (2, NULL) AS v(x, y) ORDER BY x DESC",
			[
				[2, null],
				[1, 'a'],
			],
		],
		['VALUES (1, 2), (3, 4) ORDER BY col2 DESC LIMIT 1', [[3, 4]]],
		[
			'SELECT a, p, c FROM (SELECT a, posexplode(l) AS (p, c) FROM t) ORDER BY a, p, c',
			[
				[1, 0, 1],
				[1, 0, 9],
				[1, 1, 2],
				[1, 2, 3],
			],
		],
		['SELECT a, k, v FROM t LATERAL VIEW explode(m) AS k, v WHERE v > 1', [[2, 'k', 2]]],
		[
			'SELECT a, c FROM t LATERAL VIEW OUTER explode(l) e AS c WHERE a > 1 ORDER BY a',
			[
				[2, null],
				[3, null],
			],
		],
		['SELECT transform(l, x -> x + a) FROM t WHERE a = 1 ORDER BY b', [[[2, 3, 4]], [[10]]]],
		['SELECT array(struct(1 AS a), struct(2 AS a)).a', [[[1, 2]]]],
		[
			"SELECT 'it''s' 'x', 'a\\nb', r'a\\n', 'a\\u0041', 'x%' LIKE 'x\\%', 'xy' LIKE 'x\\%', \"d\"",
			[["it'sx", 'a\nb', 'a\\n', 'aA', true, false, 'd']],
		],
		[
			'SELECT 2 + 3 * 4, (2 + 3) * 4, 10 - 2 - 3, 2 & 3 = 2, NOT true OR true, 8 >> 1, 1 | 6 ^ 2',
			[[14, 20, 5, true, true, 4, 5]],
		],
		[
			'SELECT 1.5BD, -2147483648, 1 IN (1, NULL), NULL IN (1), 2 BETWEEN 1 AND 3, 1 IS DISTINCT FROM NULL',
			[['1.5', -2147483648, true, null, true, true]],
		],
		[
			"SELECT DATE'2020-01-31' + INTERVAL 1 MONTH, DATE'2020-03-01' - INTERVAL '1' DAY, TIMESTAMP'2020-01-01 00:00:00' + INTERVAL '1 02:03:04.5' DAY TO SECOND",
			[['2020-02-29', '2020-02-29', '2020-01-02 02:03:04.5+00']],
		],
		[
			"SELECT CASE a WHEN 1 THEN 'one' END, if(a > 1, a, NULL) FROM t WHERE a < 3 ORDER BY a LIMIT 1",
			[['one', null]],
		],
		[
			'SELECT a, row_number() OVER w, sum(a) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WINDOW w AS (ORDER BY a, b) ORDER BY 2',
			[
				[1, 1, '1'],
				[1, 2, '2'],
				[2, 3, '3'],
				[3, 4, '5'],
			],
		],
		[
			'SELECT b FROM t QUALIFY row_number() OVER (PARTITION BY a ORDER BY b DESC) = 1 ORDER BY b',
			[[null], ['y'], ['z']],
		],
		['SELECT sum(sum(a)) OVER () FROM t GROUP BY b LIMIT 1', [['7']]],
		[
			'SELECT count(DISTINCT a, b), count(a) FILTER (WHERE a > 1), first(b) IGNORE NULLS FROM t',
			[['3', '2', 'x']],
		],
		[
			"SELECT extract(YEAR FROM d), trim(BOTH 'x' FROM b), substring(b FROM 1 FOR 1), position('y' IN b) FROM t WHERE a = 2",
			[[2020, 'y', 'y', 1]],
		],
		['SELECT v1 + 1', [[43]]],
		['SELECT `a "b"`, FILENAME FROM `odd "name"`', [[1, 'f']]],
		['SELECT * FROM delta.`/u` VERSION AS OF 1 WHERE a > 2', [['5', 'five']]],
		[
			"SELECT count(*) FROM t WHERE d = '2020-01-01' AND ts = '2020-01-01' AND ts < TIMESTAMP'2020-01-01T00:00:00.000001' AND d < DATE'2020-1-2'",
			[['2']],
		],
		["SELECT DATE'2020-02-30'", 'CAST_INVALID_INPUT'],
		[
			'SELECT last_value(b) IGNORE NULLS OVER (ORDER BY a DESC, b) FROM t ORDER BY a DESC, b',
			[[null], ['y'], ['x'], ['z']],
		],
		['SELECT last(b) IGNORE NULLS, first(b, true) FROM (SELECT * FROM t ORDER BY a, b)', [['y', 'x']]],
		['SELECT 1 FROM t HAVING true', [[1]]],
		['SELECT * FROM range(1, 6, 2)', [['1'], ['3'], ['5']]],
		['SELECT s.q, s.* FROM t WHERE s.p = 2', [['q2', 2, 'q2']]],
		['SELECT a AS t, t.b FROM t ORDER BY t.b DESC LIMIT 1', [[1, 'z']]],
	])('answers %s', async (text, expected) => {
		if (typeof expected === 'string') await expect(run(text)).rejects.toThrow();
		else expect(await run(text)).toEqual(expected);
	});

	it('keeps the NUL of a text, and refuses it in the name of a field', async () => {
		const text = String.raw`SELECT length('a\0b'), date_format(DATE'2020-01-01', "yyyy'\0'")`;
		expect(await run(text)).toEqual([[3, '2020\0']]);
		await expect(run(String.raw`SELECT named_struct('k\0', 1)`)).rejects.toMatchObject({
			fault: { errorClass: 'INVALID_IDENTIFIER', position: { line: 1, column: 8 } },
		});
	});

	it('takes long lists and chains', async () => {
		const list = Array.from({ length: 20_000 }, (_, i) => i * 2).join(', ');
		expect(await run(`SELECT count(*) FROM t WHERE a IN (${list})`)).toEqual([['1']]);
		expect(await run(`SELECT count(*) FROM t WHERE ${'a > 0 AND '.repeat(2000)} a < 3`)).toEqual([['3']]);
		expect(await run(`SELECT ${'1 + '.repeat(200)} 1`)).toEqual([[201]]);
	});
});
