import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mapValue } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineDatabase } from '../../../src/duckdb/engineDatabase';
import { QueryDatabase } from '../../../src/duckdb/queryDatabase';

const slowQuery =
	'SELECT count(*) AS n FROM range(10000000) a, range(100000) b WHERE a.range * b.range % 7 = 3';
/** Many tasks that last shortly: DuckDB looks at its progress between two tasks. */
const manyTasks = () =>
	`SELECT max(md5(md5(s))) FROM read_parquet([${Array(40).fill(`'${folder}/numbers.parquet'`).join(', ')}])`;
const signal = new AbortController().signal;

let folder: string;
let engine: EngineDatabase;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'delta-duckdb-'));
	engine = await EngineDatabase.open({ memoryLimit: '512MB', spillFolder: path.join(folder, 'spill') });
	await engine.run(
		`COPY (SELECT md5(range::VARCHAR) AS s FROM range(500000)) TO '${folder}/numbers.parquet' (FORMAT parquet)`,
		{ signal },
	);
});
afterAll(() => {
	engine.close();
	rmSync(folder, { recursive: true });
});

describe('EngineDatabase', () => {
	it('gives rows as arrays and as objects', async () => {
		const result = await engine.run('SELECT $a + 1 AS b, $a::varchar AS c', { values: { a: 41 }, signal });
		expect(result.rows).toEqual([[42, '41']]);
		expect(result.objects()).toEqual([{ b: 42, c: '41' }]);
	});

	it('keeps variables to the statement that they were given to', async () => {
		const sql = "SELECT getvariable('v') AS v";
		expect((await engine.run(sql, { variables: { v: 'x' }, signal })).rows).toEqual([['x']]);
		expect((await engine.run(sql, { signal })).rows).toEqual([[null]]);
	});

	it('reads zone-less text as UTC', async () => {
		const result = await engine.run("SELECT epoch_us(TIMESTAMPTZ '1970-01-01 00:00:00') AS t", { signal });
		expect(result.rows).toEqual([[0n]]);
	});

	it("rejects an interrupted statement with the signal's reason and stays usable", async () => {
		const controller = new AbortController();
		const running = engine.run(slowQuery, { signal: controller.signal });
		setTimeout(() => controller.abort(new Error('enough')), 50);
		await expect(running).rejects.toThrow('enough');
		expect((await engine.run('SELECT 1 AS one', { signal })).rows).toEqual([[1]]);
	});

	it('interrupts even when the signal aborts before the statement is under way', async () => {
		const controller = new AbortController();
		const running = engine.run(slowQuery, { signal: controller.signal });
		controller.abort(new Error('at once'));
		await expect(running).rejects.toThrow('at once');
	});

	it('does not run anything for a signal that is aborted already', async () => {
		await expect(
			engine.run('CREATE TABLE never AS SELECT 1', { signal: AbortSignal.abort(new Error('no')) }),
		).rejects.toThrow('no');
		await expect(engine.run('FROM never', { signal })).rejects.toThrow('Catalog Error');
	});

	it('streams more rows than one chunk while other statements run', async () => {
		const stream = await engine.stream('SELECT range AS i FROM range(10000)', { signal });
		expect(stream.columns.map(({ name }) => name)).toEqual(['i']);
		let rows = 0;
		for await (const chunk of stream.chunks) {
			await engine.run('SELECT 1', { signal });
			rows += chunk.rowCount;
		}
		expect(rows).toBe(10000);
	});

	it('never ends a stream early when it is aborted', async () => {
		const controller = new AbortController();
		const stream = await engine.stream('SELECT range AS i FROM range(10000000)', {
			signal: controller.signal,
		});
		await stream.chunks.next();
		controller.abort(new Error('stop'));
		await expect(stream.chunks.next()).rejects.toThrow('stop');
	});

	it('reports progress of a long statement', async () => {
		const controller = new AbortController();
		const seen: number[] = [];
		const running = engine.run(manyTasks(), {
			signal: controller.signal,
			onProgress: (percentage) => {
				seen.push(percentage);
				controller.abort(new Error('seen'));
			},
		});
		await expect(running).rejects.toThrow('seen');
		expect(seen[0]).toBeGreaterThanOrEqual(0);
	});

	it('appends rows of all types in order, and stops when it is aborted', async () => {
		await engine.run('CREATE TABLE appended (i BIGINT, s VARCHAR, m MAP(VARCHAR, VARCHAR))', { signal });
		const map = mapValue([{ key: 'k', value: null }]);
		const rows = function* (count: number, between: (row: number) => void = () => undefined) {
			for (let row = 0; row < count; row++) {
				between(row);
				yield [BigInt(row), row % 2 === 0 ? null : `text ${row}`, row % 3 === 0 ? null : map];
			}
		};
		await engine.append('appended', rows(5000), { signal });
		const { rows: sums } = await engine.run(
			"SELECT count(*), sum(i), count(s), count(m), max(s), bool_and(map_contains(m, 'k')) FROM appended",
			{ signal },
		);
		expect(sums).toEqual([[5000n, 12497500n, 2500n, 3333n, 'text 999', true]]);
		const controller = new AbortController();
		const abortLate = (row: number) => {
			if (row === 3000) controller.abort(new Error('enough'));
		};
		await expect(
			engine.append('appended', rows(1e9, abortLate), { signal: controller.signal }),
		).rejects.toThrow('enough');
	});

	it('copies chunks from one database into another', async () => {
		const query = await QueryDatabase.open(
			{ memoryLimit: '256MB', spillFolder: path.join(folder, 'spill') },
			[],
		);
		try {
			await query.run('CREATE TABLE copied (i BIGINT, s VARCHAR, l INTEGER[])', { signal });
			const source = await engine.stream("SELECT range, 'x' || range, [range::INTEGER] FROM range(5000)", {
				signal,
			});
			await query.appendChunks('copied', source.chunks, { signal });
			expect(
				(await query.run('SELECT count(*), max(i), min(s), any_value(l) IS NOT NULL FROM copied', { signal }))
					.rows,
			).toEqual([[5000n, 4999n, 'x0', true]]);
		} finally {
			query.close();
		}
	});
});

describe('QueryDatabase', () => {
	it('reads below its folders and nowhere else', async () => {
		const inside = path.join(folder, 'in');
		const outside = path.join(folder, 'out');
		await engine.run(`COPY (SELECT 1 AS a) TO '${folder}/seed.parquet' (FORMAT parquet)`, { signal });
		await engine.run(`COPY (SELECT 1 AS a) TO '${inside}.parquet' (FORMAT parquet)`, { signal });
		await engine.run(`COPY (SELECT 1 AS a, 1 AS p) TO '${inside}' (FORMAT parquet, PARTITION_BY (p))`, {
			signal,
		});
		await engine.run(`COPY (SELECT 1 AS a, 1 AS p) TO '${outside}' (FORMAT parquet, PARTITION_BY (p))`, {
			signal,
		});
		const query = await QueryDatabase.open(
			{ memoryLimit: '256MB', spillFolder: path.join(folder, 'spill') },
			[inside],
		);
		try {
			const read = (glob: string) => query.run(`SELECT a FROM read_parquet('${glob}')`, { signal });
			expect((await read(`${inside}/*/*.parquet`)).rows).toEqual([[1]]);
			for (const forbidden of [`${outside}/*/*.parquet`, `${inside}/../seed.parquet`, `${inside}.parquet`]) {
				await expect(read(forbidden)).rejects.toThrow('Permission Error');
			}
			await expect(query.run("SET memory_limit = '9GB'", { signal })).rejects.toThrow('locked');
			await expect(query.run('INSTALL httpfs', { signal })).rejects.toThrow();
		} finally {
			query.close();
		}
	});

	describe('with a statement that wants to report its progress', () => {
		let query: QueryDatabase;
		beforeAll(async () => {
			const options = { memoryLimit: '256MB', spillFolder: path.join(folder, 'spill') };
			query = await QueryDatabase.open(options, [folder]);
		});
		afterAll(() => query.close());

		it('reports, though its settings are locked', async () => {
			const controller = new AbortController();
			const seen: number[] = [];
			const running = query.run(manyTasks(), {
				signal: controller.signal,
				onProgress: (percentage) => {
					seen.push(percentage);
					controller.abort(new Error('seen'));
				},
			});
			await expect(running).rejects.toThrow('seen');
			expect(seen[0]).toBeGreaterThanOrEqual(0);
		});

		it('keeps variables to the statement that they were given to', async () => {
			const sql = "SELECT getvariable('one \"v\"'), getvariable('w')";
			const options = { signal, onProgress: () => undefined };
			const variables = { 'one "v"': 'x' };
			for (let round = 0; round < 6; round++) {
				const given = await query.run(sql, { ...options, variables, setup: ["SET VARIABLE w = 'y'"] });
				expect(given.rows).toEqual([['x', 'y']]);
				expect((await query.run(sql, options)).rows).toEqual([[null, null]]);
			}
		});

		it('runs more of them at once than can report', async () => {
			const options = { signal, onProgress: () => undefined };
			const streams = await Promise.all(
				Array.from({ length: 9 }, () => query.stream('SELECT range FROM range(5000)', options)),
			);
			for (const { chunks } of streams) {
				let rows = 0;
				for await (const { rowCount } of chunks) rows += rowCount;
				expect(rows).toBe(5000);
			}
		});
	});
});
