import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTables } from '../../../src/engine/findTables';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'find-tables-'));
});

afterEach(async () => {
	await chmod(join(folder, 'locked'), 0o700).catch(() => {});
	await rm(folder, { recursive: true });
});

async function table(...path: readonly string[]): Promise<void> {
	await mkdir(join(folder, ...path, '_delta_log'), { recursive: true });
}

async function names(
	options: { exclude?: readonly string[]; maxDepth?: number } = {},
): Promise<readonly string[]> {
	const { exclude = [], maxDepth = 5 } = options;
	const found = await findTables({ folder, exclude, maxDepth, signal: new AbortController().signal });
	return found.map(({ name }) => name);
}

describe('findTables', () => {
	it('names tables by their path below the folder, in order', async () => {
		await table('sales', 'orders');
		await table('Events');
		await table('sales', 'a b');
		expect(await names()).toEqual(['Events', 'sales/a b', 'sales/orders']);
	});

	it('finds the folder itself by its own name', async () => {
		await table();
		expect(await names({ maxDepth: 0 })).toEqual([basename(folder)]);
	});

	it('does not look into tables, hidden folders or below the depth', async () => {
		await table('t');
		await table('t', 'part=1', 'inner');
		await table('.cache', 'hidden');
		await table('_staging', 'hidden');
		await table('a', 'b', 'deep');
		expect(await names({ maxDepth: 2 })).toEqual(['t']);
		expect(await names({ maxDepth: 3 })).toEqual(['a/b/deep', 't']);
	});

	it('leaves out what the globs exclude', async () => {
		await table('keep');
		await table('node_modules', 'pkg');
		await table('x', 'node_modules', 'pkg');
		await table('out', 'run');
		expect(await names({ exclude: ['**/node_modules', 'out/{run,other}'] })).toEqual(['keep']);
	});

	it('does not follow links', async () => {
		await table('real', 't');
		await symlink(folder, join(folder, 'loop'));
		expect(await names()).toEqual(['real/t']);
	});

	it.skipIf(process.getuid?.() === 0)('reports folders that it cannot read and goes on', async () => {
		await table('open');
		await mkdir(join(folder, 'locked'), { mode: 0 });
		const found = await findTables({
			folder,
			exclude: [],
			maxDepth: 3,
			signal: new AbortController().signal,
		});
		expect(found.map(({ name, problem }) => [name, problem?.code])).toEqual([
			['locked', 'storage'],
			['open', undefined],
		]);
	});

	it('rejects when the folder itself is not there', async () => {
		const missing = join(folder, 'missing');
		await expect(
			findTables({ folder: missing, exclude: [], maxDepth: 1, signal: new AbortController().signal }),
		).rejects.toMatchObject({ fault: { code: 'storage', kind: 'notFound', path: missing } });
	});

	it('rejects with the reason of an abort', async () => {
		const reason = new Error('enough');
		await expect(
			findTables({ folder, exclude: [], maxDepth: 1, signal: AbortSignal.abort(reason) }),
		).rejects.toBe(reason);
	});
});
