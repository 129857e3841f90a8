import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asVersion } from '../../../src/delta/units';
import type { Engine } from '../../../src/engine/engine';
import { SnapshotCache } from '../../../src/engine/snapshotCache';
import { localObjectStore } from '../../../src/storage/localObjectStore';
import type { ObjectStore } from '../../../src/storage/objectStore';
import { add, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
	fixture.create('t', [['id', 'long']], [add('a.parquet')]);
	fixture.commit('t', 1, [add('b.parquet')]);
});
afterAll(() => fixture.dispose());

function counting(): { readonly store: ObjectStore; readonly read: string[] } {
	const store = localObjectStore();
	const read: string[] = [];
	return {
		read,
		store: {
			...store,
			read(path, options) {
				if (path.endsWith('.json')) read.push(path);
				return store.read(path, options);
			},
		},
	};
}

describe('the cache of snapshots', () => {
	it('reads the commits of a version once, and of a newer one again', async () => {
		const { store, read } = counting();
		const cache = new SnapshotCache(engine.database, store, true);
		const first = await cache.acquire(fixture.path('t'), undefined, signal);
		expect(read).toHaveLength(2);
		const again = await cache.acquire(fixture.path('t'), asVersion(1), signal);
		expect(again.snapshot).toBe(first.snapshot);
		expect(read).toHaveLength(2);
		fixture.commit('t', 2, [add('c.parquet')]);
		const newer = await cache.acquire(fixture.path('t'), undefined, signal);
		expect([newer.snapshot.version, newer.snapshot.files.numFiles]).toEqual([2, 3]);
		for (const lease of [first, again, newer]) lease.release();
	});

	it('keeps a snapshot that is in use, however many others come', async () => {
		const cache = new SnapshotCache(engine.database, localObjectStore(), true);
		const { snapshot, release } = await cache.acquire(fixture.path('t'), asVersion(0), signal);
		for (let table = 0; table < 12; table++) {
			fixture.create(`other${table}`, [['id', 'long']], []);
			(await cache.acquire(fixture.path(`other${table}`), undefined, signal)).release();
		}
		const { rows } = await engine.database.run(`SELECT path FROM ${snapshot.files.table}`, { signal });
		expect(rows).toEqual([['a.parquet']]);
		release();
	});

	it('gives nothing for a signal that is aborted', async () => {
		const cache = new SnapshotCache(engine.database, localObjectStore(), true);
		const aborted = AbortSignal.abort(new Error('no'));
		await expect(cache.acquire(fixture.path('t'), undefined, aborted)).rejects.toThrow('no');
	});
});
