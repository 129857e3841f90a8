import { expect, it } from 'vitest';
import { MemoryObjectStore } from '../../../src/storage/memoryObjectStore';
import { faultOf, running } from '../delta/memoryLog';

const options = { signal: running };

it('a store in memory keeps the contract of object stores and counts its use', async () => {
	const store = new MemoryObjectStore();
	store.set('/f/b', 'bytes');
	store.set('/f/d/x', '');
	expect(await store.putIfAbsent('/f/a', Uint8Array.of(1), options)).toBe(true);
	expect(await store.putIfAbsent('/f/a', Uint8Array.of(2), options)).toBe(false);
	expect(await store.read('/f/a', options)).toEqual(Uint8Array.of(1));
	expect(await store.list('/f', options)).toEqual([{ path: '/f/a' }, { path: '/f/b' }]);
	expect(await store.list('/f', { ...options, startFrom: 'b' })).toEqual([{ path: '/f/b' }]);
	expect(await store.readRange('/f/b', 1, 3, options)).toHaveLength(2);
	expect(await store.stat('/f/b', options)).toEqual({ sizeInBytes: 5, modificationTimeMs: 0 });
	expect(store.costs).toEqual({ lists: 2, stats: 1, reads: 2, bytesRead: 3 });
	await store.delete('/f/a');
	expect(await faultOf(store.read('/f/a', options))).toMatchObject({ code: 'storage', kind: 'notFound' });
	expect(await faultOf(store.list('/none', options))).toMatchObject({ kind: 'notFound', path: '/none' });
});
