import { describe, expect, it } from 'vitest';
import { DeltaError } from '../../../src/delta/fault';
import { MemoryObjectStore } from '../../../src/storage/memoryObjectStore';
import { logStoreOf } from '../../../src/storage/objectLogStore';
import { faultOf, running } from '../delta/memoryLog';

const options = { signal: running };

describe('the log of a table in a store', () => {
	it('is its folder _delta_log, whether or not the path of the table ends in a slash', async () => {
		const store = new MemoryObjectStore();
		store.set('/t/_delta_log/1.json', 'é', 5);
		store.set('/t/other', '');
		for (const path of ['/t', '/t/']) {
			const log = logStoreOf(store, path);
			expect(log.tablePath).toBe('/t');
			expect(log.locate('1.json')).toBe('/t/_delta_log/1.json');
			expect(await log.list(options)).toEqual([{ name: '1.json' }]);
			expect(await log.readText('1.json', options)).toBe('é');
			expect(await log.stat('1.json', options)).toEqual({ sizeInBytes: 2, modificationTimeMs: 5 });
		}
	});

	it('passes on from where to list, and what a listing has of sizes and times', async () => {
		const store = new MemoryObjectStore();
		store.set('/t/_delta_log/1.json', '');
		store.set('/t/_delta_log/2.json', '');
		const generous = Object.assign(Object.create(store) as MemoryObjectStore, {
			list: async (folder: string, asked: { readonly startFrom?: string; readonly signal: AbortSignal }) =>
				(await store.list(folder, asked)).map(({ path }) => ({
					path,
					sizeInBytes: 7,
					modificationTimeMs: 8,
				})),
		});
		expect(await logStoreOf(generous, '/t').list({ ...options, startFrom: '2' })).toEqual([
			{ name: '2.json', sizeInBytes: 7, modificationTimeMs: 8 },
		]);
	});

	it('is not there, or its files are not, without that being a failure', async () => {
		const log = logStoreOf(new MemoryObjectStore(), '/t');
		expect(await log.list(options)).toBeUndefined();
		expect(await log.readText('x', options)).toBeUndefined();
		expect(await log.stat('x', options)).toBeUndefined();
	});

	it('passes every other failure on', async () => {
		const denied = async (path: string): Promise<never> => {
			throw new DeltaError({ code: 'storage', kind: 'denied', path, reason: 'no' });
		};
		const store = new MemoryObjectStore();
		const log = logStoreOf(Object.assign(store, { list: denied, read: denied, stat: denied }), '/t');
		const fault = { code: 'storage', kind: 'denied' };
		expect(await faultOf(log.list(options))).toMatchObject(fault);
		expect(await faultOf(log.readText('x', options))).toMatchObject(fault);
		expect(await faultOf(log.stat('x', options))).toMatchObject(fault);
	});
});
