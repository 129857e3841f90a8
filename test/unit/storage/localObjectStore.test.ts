import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localObjectStore } from '../../../src/storage/localObjectStore';
import { faultOf, running } from '../delta/memoryLog';

const store = localObjectStore();
const options = { signal: running };
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => {
	chmodSync(folder, 0o700);
	rmSync(folder, { recursive: true });
});

const file = (name: string, text = ''): string => {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
};
const names = async (startFrom?: string): Promise<readonly string[]> =>
	(await store.list(folder, { ...options, ...(startFrom !== undefined && { startFrom }) })).map(({ path }) =>
		path.slice(folder.length + 1),
	);

describe('the local store', () => {
	it('lists the files of a folder by name, without its folders', async () => {
		for (const name of ['b', 'a b', 'C', '.hidden', '\u{1f600}', '\ufffd']) file(name);
		mkdirSync(join(folder, 'd'));
		file('d/x');
		expect(await names()).toEqual(['.hidden', 'C', 'a b', 'b', '\ufffd', '\u{1f600}']);
	});

	it('lists from a name on, which it includes', async () => {
		for (const name of ['1', '2', '3']) file(name);
		expect(await names('2')).toEqual(['2', '3']);
		expect(await names('20')).toEqual(['3']);
	});

	it('lists links to files, not those to folders or to nothing', async () => {
		file('target');
		mkdirSync(join(folder, 'd'));
		symlinkSync(join(folder, 'target'), join(folder, 'link'));
		symlinkSync(join(folder, 'd'), join(folder, 'folderLink'));
		symlinkSync(join(folder, 'nothing'), join(folder, 'dangling'));
		expect(await names()).toEqual(['link', 'target']);
	});

	it('reads files and parts of files', async () => {
		const path = file('f', '0123456789');
		const text = async (bytes: Promise<Uint8Array>): Promise<string> => new TextDecoder().decode(await bytes);
		expect(await text(store.read(path, options))).toBe('0123456789');
		expect(await text(store.readRange(path, 2, 5, options))).toBe('234');
		expect(await text(store.readRange(path, 8, 20, options))).toBe('89');
		expect(await text(store.readRange(path, 20, 30, options))).toBe('');
	});

	it('tells size and time', async () => {
		const path = file('f', 'abc');
		utimesSync(path, 1700000000, 1700000000.25);
		expect(await store.stat(path, options)).toEqual({ sizeInBytes: 3, modificationTimeMs: 1700000000250 });
	});

	it('deletes a file, and does not mind when it is gone', async () => {
		const path = file('f');
		await store.delete(path);
		await store.delete(path);
		expect(await names()).toEqual([]);
	});

	it('says what it does not find', async () => {
		const missing = join(folder, 'missing');
		const fault = { code: 'storage', kind: 'notFound', path: missing };
		expect(await faultOf(store.read(missing, options))).toMatchObject(fault);
		expect(await faultOf(store.readRange(missing, 0, 1, options))).toMatchObject(fault);
		expect(await faultOf(store.stat(missing, options))).toMatchObject(fault);
		expect(await faultOf(store.list(missing, options))).toMatchObject(fault);
		const below = join(file('plain'), 'x');
		expect(await faultOf(store.read(below, options))).toMatchObject({ kind: 'notFound' });
	});

	it('takes reading a folder for a failure', async () => {
		expect(await faultOf(store.read(folder, options))).toMatchObject({
			code: 'storage',
			kind: 'unreachable',
		});
	});

	it.skipIf(process.getuid?.() === 0)('says where it may not read or write', async () => {
		const path = file('f');
		chmodSync(path, 0);
		expect(await faultOf(store.read(path, options))).toMatchObject({ kind: 'denied', path });
		chmodSync(folder, 0o500);
		const target = join(folder, 'new');
		expect(await faultOf(store.putIfAbsent(target, new Uint8Array(1), options))).toMatchObject({
			kind: 'denied',
		});
	});

	it('rejects with the reason of an abort', async () => {
		const reason = new Error('stop');
		const aborted = { signal: AbortSignal.abort(reason) };
		const path = file('f');
		await expect(store.list(folder, aborted)).rejects.toBe(reason);
		await expect(store.stat(path, aborted)).rejects.toBe(reason);
		await expect(store.read(path, aborted)).rejects.toBe(reason);
		await expect(store.readRange(path, 0, 1, aborted)).rejects.toBe(reason);
		await expect(store.putIfAbsent(join(folder, 'g'), new Uint8Array(1), aborted)).rejects.toBe(reason);
		expect(readdirSync(folder)).toEqual(['f']);
	});

	it('rejects with the reason of an abort in the middle of a read, too', async () => {
		const reason = new Error('stop');
		const controller = new AbortController();
		const read = store.read(file('f', 'abc'), { signal: controller.signal });
		controller.abort(reason);
		await expect(read).rejects.toBe(reason);
	});
});

describe('putting a file into the local store', () => {
	const bytes = new TextEncoder().encode('new');

	it('makes it, and its folders, and nothing else', async () => {
		expect(await store.putIfAbsent(join(folder, 'a/b/f'), bytes, options)).toBe(true);
		expect(readFileSync(join(folder, 'a/b/f'), 'utf8')).toBe('new');
		expect(readdirSync(join(folder, 'a/b'))).toEqual(['f']);
	});

	it('leaves a file that is there as it is', async () => {
		const path = file('f', 'old');
		expect(await store.putIfAbsent(path, bytes, options)).toBe(false);
		expect(readFileSync(path, 'utf8')).toBe('old');
		expect(readdirSync(folder)).toEqual(['f']);
	});

	it('lets exactly one of many writers win', async () => {
		const path = join(folder, 'f');
		const writers = Array.from({ length: 20 }, (_, index) =>
			store.putIfAbsent(path, new TextEncoder().encode(`writer ${index}`), options),
		);
		const results = await Promise.all(writers);
		expect(results.filter(Boolean)).toHaveLength(1);
		expect(readFileSync(path, 'utf8')).toBe(`writer ${results.indexOf(true)}`);
		expect(readdirSync(folder)).toEqual(['f']);
	});
});
