import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { Session } from '../../../src/engine/session/session';
import { rowsOf, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
let engine: Engine;
let session: Session;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
	await rowsOf(
		new Session(engine, fixture.folder),
		`CREATE TABLE sales.orders USING DELTA AS SELECT id FROM range(5);
		CREATE TABLE archive.orders USING DELTA AS SELECT id FROM range(7);
		CREATE TABLE plain USING DELTA AS SELECT id, 'x' AS s FROM range(3);
		INSERT INTO plain VALUES (10, 'y')`,
	);
});
beforeEach(() => {
	session = new Session(engine, fixture.folder);
});
afterAll(() => fixture.dispose());

const rows = (sql: string) => rowsOf(session, sql);

describe('names of tables', () => {
	it('are those of folders, dotted or not, whatever their case', async () => {
		expect(await rows('SELECT count(*) FROM PLAIN')).toEqual([[4]]);
		expect(await rows('SELECT count(*) FROM Archive.Orders')).toEqual([[7]]);
		expect(await rows('SELECT count(*) FROM delta.`sales/orders`')).toEqual([[5]]);
	});

	it('must mean one table only', async () => {
		await expect(rows('SELECT * FROM orders')).rejects.toMatchObject({
			fault: { code: 'sql', errorClass: 'AMBIGUOUS_REFERENCE' },
		});
	});

	it('come with suggestions when there is no such table', async () => {
		await expect(rows('SELECT * FROM plian')).rejects.toMatchObject({
			fault: {
				code: 'tableNotFound',
				name: 'plian',
				position: { line: 1, column: 15 },
				suggestions: ['plain'],
			},
		});
	});

	it('must be on this machine', async () => {
		const fault = { fault: { code: 'storage', kind: 'unreachable', path: 's3://b/t' } };
		await expect(rows('SELECT * FROM delta.`s3://b/t`')).rejects.toMatchObject(fault);
		const create = 'CREATE TABLE delta.`s3://b/t` USING DELTA AS SELECT 1 AS i';
		await expect(rows(create)).rejects.toMatchObject(fault);
	});

	it('are listed together with the views', async () => {
		expect(await rows('CREATE TEMPORARY VIEW v AS SELECT 1 AS a; SHOW TABLES')).toEqual([
			['archive', 'orders', false],
			['', 'plain', false],
			['sales', 'orders', false],
			['', 'v', true],
		]);
	});
});

describe('time travel', () => {
	it('shows the version that is asked for', async () => {
		expect(await rows('SELECT count(*) FROM plain VERSION AS OF 0')).toEqual([[3]]);
		await expect(rows('SELECT * FROM plain VERSION AS OF 9')).rejects.toMatchObject({
			fault: { code: 'versionNotFound', requested: 9, earliest: 0, latest: 1 },
		});
	});

	it('finds the version of a time, and refuses times outside of the history', async () => {
		await expect(rows("SELECT * FROM plain TIMESTAMP AS OF '1999-01-01'")).rejects.toMatchObject({
			fault: { errorClass: 'DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION' },
		});
		await expect(rows("SELECT * FROM plain TIMESTAMP AS OF '2999-01-01'")).rejects.toMatchObject({
			fault: { errorClass: 'DELTA_TIMESTAMP_GREATER_THAN_COMMIT' },
		});
		const history = await rows('DESCRIBE HISTORY plain');
		expect(await rows(`SELECT count(*) FROM plain TIMESTAMP AS OF '${history[1]?.[1]}'`)).toEqual([[3]]);
	});
});

describe('temporary views', () => {
	it('hide tables of the same name, which they may be made of', async () => {
		await rows('CREATE TEMPORARY VIEW plain AS SELECT id FROM plain WHERE id > 1');
		expect(await rows('SELECT * FROM plain ORDER BY id')).toEqual([[2], [10]]);
		expect(await rows('DROP VIEW plain; SELECT count(*) FROM plain')).toEqual([[4]]);
	});

	it('see what is written after they were made', async () => {
		await rows(
			'CREATE TABLE grows USING DELTA AS SELECT 1 AS a; CREATE TEMPORARY VIEW g (b) AS SELECT a FROM grows',
		);
		expect(await rows('INSERT INTO grows VALUES (2); SELECT b FROM g ORDER BY b')).toEqual([[1], [2]]);
	});

	it('belong to their session, and are not replaced unasked', async () => {
		await rows('CREATE TEMPORARY VIEW mine AS SELECT 1 AS a');
		await expect(rows('CREATE TEMPORARY VIEW mine AS SELECT 2 AS a')).rejects.toMatchObject({
			fault: { errorClass: 'TEMP_TABLE_OR_VIEW_ALREADY_EXISTS' },
		});
		await expect(rowsOf(new Session(engine, fixture.folder), 'SELECT * FROM mine')).rejects.toMatchObject({
			fault: { code: 'tableNotFound' },
		});
	});
});

describe('variables', () => {
	it('keep their declared type', async () => {
		const sql = "DECLARE VARIABLE d DECIMAL(6,2) DEFAULT 1.5; SET VAR d = '2.25'; SELECT d, d + 1, typeof(d)";
		expect(await rows(sql)).toEqual([['2.25', '3.25', 'decimal(6,2)']]);
		await expect(rows("SET VAR d = 'x'")).rejects.toMatchObject({
			fault: { errorClass: 'CAST_INVALID_INPUT' },
		});
		expect(await rows('SELECT d')).toEqual([['2.25']]);
	});

	it('can be used where tables are read', async () => {
		expect(
			await rows(
				'DECLARE VARIABLE least BIGINT DEFAULT 2; SELECT id FROM plain WHERE id >= least ORDER BY id',
			),
		).toEqual([[2], [10]]);
		await expect(rows('SET VAR nope = 1')).rejects.toMatchObject({
			fault: { errorClass: 'UNRESOLVED_VARIABLE' },
		});
	});
});

describe('statements', () => {
	it('run up to the first that fails, and not at all when the text does not parse', async () => {
		await expect(rows('CREATE TEMPORARY VIEW first AS SELECT 1 AS a; SELECT nope')).rejects.toMatchObject({
			fault: { errorClass: 'UNRESOLVED_COLUMN.WITHOUT_SUGGESTION' },
		});
		expect(await rows('SELECT a FROM first')).toEqual([[1]]);
		await expect(rows('CREATE TEMPORARY VIEW second AS SELECT 1 AS a; SELEC')).rejects.toMatchObject({
			fault: { errorClass: 'PARSE_SYNTAX_ERROR' },
		});
		await expect(rows('SELECT a FROM second')).rejects.toMatchObject({ fault: { code: 'tableNotFound' } });
	});

	it('describe tables with the columns of Spark', async () => {
		expect(await rows('DESCRIBE plain')).toEqual([
			['id', 'bigint', null],
			['s', 'string', null],
		]);
		const [detail] = await rows('DESCRIBE DETAIL plain');
		expect(detail?.slice(9, 10)).toEqual([2]);
		expect((await rows('DESCRIBE HISTORY plain LIMIT 1')).map((row) => [row[0], row[4]])).toEqual([
			[1, 'WRITE'],
		]);
	});

	it('refuse settings that would change nothing', async () => {
		await expect(rows('SET spark.sql.ansi.enabled = false')).rejects.toMatchObject({
			fault: { errorClass: 'UNSUPPORTED_CONFIGURATION' },
		});
	});

	it("reject with the signal's reason when cancelled, and leave the session usable", async () => {
		const controller = new AbortController();
		const sql =
			'SELECT count(*) FROM range(10000000) a CROSS JOIN range(1000000) b WHERE a.id * b.id % 7 = 3';
		const running = session.execute(sql, { signal: controller.signal }).next();
		setTimeout(() => controller.abort(new Error('enough')), 100);
		await expect(running).rejects.toThrow('enough');
		expect(await rows('SELECT 1')).toEqual([[1]]);
	});

	it('may leave rows unread', async () => {
		for await (const outcome of session.execute('SELECT * FROM range(100000); SELECT 1', { signal })) {
			expect(outcome.kind).toBe('rows');
		}
	});

	it('name the memory limit when it does not suffice', async () => {
		const error = await rows('SELECT collect_list(id) FROM range(300000000)').catch(
			(thrown: unknown) => thrown,
		);
		expect(error).toMatchObject({ fault: { code: 'sql', errorClass: 'DELTA_OUT_OF_MEMORY' } });
	});
});

describe('what is not a table', () => {
	it('is named, with the file and line where there is one', async () => {
		mkdirSync(fixture.path('hollow/_delta_log'), { recursive: true });
		mkdirSync(fixture.path('nothing'));
		await expect(rows('SELECT * FROM delta.`hollow`')).rejects.toMatchObject({
			fault: { code: 'notADeltaTable', reason: 'emptyLog' },
		});
		await expect(rows('SELECT * FROM delta.`nothing`')).rejects.toMatchObject({
			fault: { code: 'notADeltaTable', reason: 'noLog' },
		});
		const file = fixture.path('hollow/_delta_log/00000000000000000000.json');
		writeFileSync(file, '{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}\n{"metaData":');
		await expect(rows('SELECT * FROM delta.`hollow`')).rejects.toMatchObject({
			fault: { code: 'corruptLog', file, line: 2 },
		});
	});
});
