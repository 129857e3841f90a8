CREATE OR REPLACE TEMPORARY VIEW t AS SELECT * FROM VALUES
  (1, 'x', CAST(1.5 AS DOUBLE), DATE'2020-01-01', CAST(1.10 AS DECIMAL(10,2)), TIMESTAMP'2020-01-01 00:00:00', true),
  (2, 'y', CAST(NULL AS DOUBLE), DATE'2020-02-29', CAST(2.20 AS DECIMAL(10,2)), CAST(NULL AS TIMESTAMP), false),
  (3, CAST(NULL AS STRING), CAST('NaN' AS DOUBLE), CAST(NULL AS DATE), CAST(NULL AS DECIMAL(10,2)), TIMESTAMP'2021-06-30 23:59:59.123456', CAST(NULL AS BOOLEAN)),
  (1, 'z', CAST(-0.0 AS DOUBLE), DATE'2020-01-01', CAST(3.30 AS DECIMAL(10,2)), TIMESTAMP'2020-01-01 12:00:00', true),
  (CAST(NULL AS INT), '', CAST(0.0 AS DOUBLE), DATE'1999-12-31', CAST(-1.00 AS DECIMAL(10,2)), TIMESTAMP'1999-12-31 00:00:00', false)
  AS t(a, b, x, d, dec, ts, flag);
CREATE OR REPLACE TEMPORARY VIEW u AS SELECT * FROM VALUES
  (1L, 'one', 'x'), (2L, 'two', 'Y'), (2L, 'zwei', 'y'), (5L, 'five', CAST(NULL AS STRING)), (CAST(NULL AS BIGINT), 'null', '')
  AS u(a, c, b);
CREATE OR REPLACE TEMPORARY VIEW emp AS SELECT * FROM VALUES
  (1, 'Ann', 'dev', 100, CAST(NULL AS INT)), (2, 'Bob', 'dev', 200, 1), (3, 'Cid', 'ops', 150, 1),
  (4, 'Dee', 'ops', 150, 3), (5, 'Eve', CAST(NULL AS STRING), 50, 2), (6, 'Fay', 'dev', CAST(NULL AS INT), 2)
  AS emp(id, name, dept, salary, boss);
CREATE OR REPLACE TEMPORARY VIEW n AS SELECT * FROM VALUES
  (1, array(1, 2, 3), named_struct('p', 1, 'q', 'q1'), map('k', 1, 'l', 2), array(named_struct('v', 1), named_struct('v', 2))),
  (2, CAST(array() AS ARRAY<INT>), named_struct('p', 2, 'q', CAST(NULL AS STRING)), map('k', CAST(NULL AS INT)), array(named_struct('v', 3))),
  (3, CAST(NULL AS ARRAY<INT>), CAST(NULL AS STRUCT<p: INT, q: STRING>), CAST(NULL AS MAP<STRING, INT>), CAST(NULL AS ARRAY<STRUCT<v: INT>>)),
  (4, array(9, NULL), named_struct('p', CAST(NULL AS INT), 'q', 'q4'), map('z', 26), array(named_struct('v', CAST(NULL AS INT))))
  AS n(id, l, s, m, ls);
CREATE OR REPLACE TEMPORARY VIEW empty AS SELECT a, b, dec FROM t WHERE false;
CREATE OR REPLACE TEMPORARY VIEW nums AS SELECT * FROM VALUES
  (1, '10', 10L, CAST(10 AS DECIMAL(5,1))), (2, '9', 9L, CAST(9.5 AS DECIMAL(5,1))), (3, ' 7 ', 7L, CAST(7 AS DECIMAL(5,1)))
  AS nums(i, s, l, dec);
CREATE OR REPLACE TEMPORARY VIEW events AS SELECT * FROM VALUES
  (1, 'a', 10), (2, 'a', 20), (2, 'a', 20), (4, 'a', NULL), (1, 'b', 5), (3, 'b', 15), (NULL, 'b', 1)
  AS events(t, k, v);
DECLARE OR REPLACE VARIABLE v1 INT DEFAULT 42;
DECLARE OR REPLACE VARIABLE name STRING DEFAULT 'var';
DECLARE OR REPLACE VARIABLE vd DATE DEFAULT DATE'2020-02-29'
