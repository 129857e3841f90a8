import { createHash, randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { engineInfo } from '../../../src/engine/engineInfo';
import { samples, writeSamples } from '../../../src/engine/writeSamples';
import { addsOf, commitOf, dataFilesOf, everythingIn, WriterFixture } from './writerFixture';

const fixture = new WriterFixture();
const signal = new AbortController().signal;
const names = samples.map(({ name }) => name);

describe('the samples', () => {
	let folder = '';
	beforeAll(async () => {
		folder = fixture.newTablePath();
		await writeSamples(fixture.context, folder, { signal });
	}, 120_000);

	it('are five tables and nothing else', () => {
		expect(readdirSync(folder).sort()).toEqual([...names].sort());
		expect(names).toHaveLength(5);
	});

	it('are cleared of what killed runs left behind, once it is old', async () => {
		const old = join(folder, `.unfinished-${randomUUID()}`);
		const young = join(folder, `.unfinished-${randomUUID()}`);
		const foreign = join(folder, '.unfinished-business');
		for (const path of [old, young, foreign]) mkdirSync(path);
		for (const path of [old, foreign]) utimesSync(path, 1_000_000, 1_000_000);
		await writeSamples(fixture.context, folder, { signal });
		expect([old, young, foreign].map((path) => existsSync(path))).toEqual([false, true, true]);
		for (const path of [young, foreign]) rmSync(path, { recursive: true });
	});

	it('have thirty versions of events, a day apart', () => {
		const log = readdirSync(join(folder, 'events/_delta_log'));
		expect(log).toHaveLength(30);
		const times = log.sort().map((name) => statSync(join(folder, 'events/_delta_log', name)).mtimeMs);
		expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual(
			Array.from({ length: 29 }, () => 86_400_000),
		);
		expect(commitOf(join(folder, 'events'), 29)[0]).toMatchObject({ timestamp: times[29] });
	});

	it('have five million orders in twenty files, in order', async () => {
		const table = join(folder, 'orders_5m');
		const files = dataFilesOf(table);
		expect(files).toHaveLength(20);
		const list = files.map((file) => `'${file}'`).join(', ');
		const rows = await fixture.query(
			`SELECT count(*)::INTEGER, max(abs(order_id - position))::INTEGER FROM (SELECT order_id, row_number() OVER () - 1 AS position FROM read_parquet([${list}]))`,
		);
		expect(rows).toEqual([[5_000_000, 0]]);
	});

	it('have more than 200 columns in the wide table', () => {
		const metadata = commitOf(join(folder, 'nested_wide'), 0).find(({ kind }) => kind === 'metaData');
		const schema = metadata?.kind === 'metaData' ? JSON.parse(metadata.schemaString) : { fields: [] };
		expect(schema.fields.length).toBeGreaterThan(200);
	});

	it('are kept when they are there, and written again to the same bytes', async () => {
		rmSync(join(folder, 'events'), { recursive: true });
		const hashes = names.filter((name) => name !== 'orders_5m' && name !== 'events');
		const before = hashes.map((name) => hashOf(join(folder, name)));
		const result = await writeSamples(fixture.context, folder, { signal });
		expect(result).toEqual({ written: ['events'], kept: names.filter((name) => name !== 'events') });
		const other = fixture.newTablePath();
		const aborted = new AbortController();
		await expect(
			writeSamples(fixture.context, other, {
				signal: aborted.signal,
				onProgress: (name) => name === 'orders_5m' && aborted.abort(new Error('enough')),
			}),
		).rejects.toThrow('enough');
		expect(readdirSync(other).sort()).toEqual(['events', 'nested_wide', 'types']);
		expect(existsSync(join(other, 'orders_5m'))).toBe(false);
		expect(hashOf(join(other, 'events'))).toBe(hashOf(join(folder, 'events')));
		expect(hashOf(join(other, 'types'))).toBe(before[0]);
	});

	it('need a place where a folder can be', async () => {
		const file = join(fixture.newTablePath(), 'file');
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, '');
		await expect(writeSamples(fixture.context, join(file, 'samples'), { signal })).rejects.toMatchObject({
			fault: { code: 'storage', kind: 'notFound', path: join(file, 'samples') },
		});
	});

	it('have a partition of every awkward name', () => {
		const table = join(folder, names[4] ?? '');
		expect(addsOf(table).flatMap(({ partitionValues }) => Object.values(partitionValues))).toEqual([
			...['plain', 'a b', 'x/y', '50% off', 'é=ü', null, '"quoted"', "it's", '日本'],
		]);
		for (const file of dataFilesOf(table)) expect(existsSync(file)).toBe(true);
	});
});

describe('commits', () => {
	it('name the version of the package', () => {
		const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
		expect(engineInfo).toBe(`Delta-Workbench/${JSON.parse(text).version}`);
	});
});

function hashOf(folder: string): string {
	const hash = createHash('sha256');
	for (const name of everythingIn(folder)) {
		const path = join(folder, name);
		hash.update(name);
		if (statSync(path).isFile()) hash.update(readFileSync(path));
	}
	return hash.digest('hex');
}
