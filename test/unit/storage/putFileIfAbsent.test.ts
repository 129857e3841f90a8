import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { link } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putFileIfAbsent } from '../../../src/storage/putFileIfAbsent';
import { running } from '../delta/memoryLog';

const bytes = new TextEncoder().encode('new');
let folder = '';
let path = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'put-'));
	path = join(folder, 'f');
});
afterEach(() => rmSync(folder, { recursive: true }));

const failing = (code: string) => ({
	link: async (): Promise<void> => {
		throw Object.assign(new Error(code), { code });
	},
});

describe('putting a file that must not exist', () => {
	it('shows it under its name only when it is whole', async () => {
		const seen: string[] = [];
		const watching = {
			link: async (from: string, to: string): Promise<void> => {
				seen.push(readFileSync(from, 'utf8'), ...readdirSync(folder).filter((name) => !name.startsWith('.')));
				await link(from, to);
			},
		};
		expect(await putFileIfAbsent(path, bytes, running, watching as { link: typeof link })).toBe(true);
		expect(seen).toEqual(['new']);
		expect(readdirSync(folder)).toEqual(['f']);
	});

	it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])('works without links (%s)', async (code) => {
		expect(await putFileIfAbsent(path, bytes, running, failing(code))).toBe(true);
		expect(readFileSync(path, 'utf8')).toBe('new');
		writeFileSync(path, 'old');
		expect(await putFileIfAbsent(path, bytes, running, failing(code))).toBe(false);
		expect(readFileSync(path, 'utf8')).toBe('old');
		expect(readdirSync(folder)).toEqual(['f']);
	});

	it('leaves nothing behind when it fails', async () => {
		await expect(putFileIfAbsent(path, bytes, running, failing('EIO'))).rejects.toMatchObject({
			code: 'EIO',
		});
		expect(readdirSync(folder)).toEqual([]);
	});

	it('leaves nothing behind when it is aborted', async () => {
		const controller = new AbortController();
		const reason = new Error('stop');
		const large = new Uint8Array(8_000_000);
		const put = putFileIfAbsent(path, large, controller.signal);
		controller.abort(reason);
		await expect(put).rejects.toThrow();
		expect(readdirSync(folder)).toEqual([]);
	});
});
