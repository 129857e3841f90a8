import { describe, expect, it } from 'vitest';
import { type LogTail, replayCommits } from '../../../src/delta/logReplay';
import { readLogSegment } from '../../../src/delta/logSegment';
import {
	add,
	commits,
	faultOf,
	memoryLog,
	metaData,
	protocol,
	remove,
	running,
	tablePath,
} from './memoryLog';

const first = [protocol, metaData];

async function replay(files: Record<string, string>): Promise<LogTail> {
	const { log } = memoryLog(files);
	return replayCommits(log, await readLogSegment(log, { signal: running }), running);
}

describe('replaying commits', () => {
	it('keeps the newest of everything', async () => {
		const newer = { metaData: { ...metaData.metaData, id: 'newer' } };
		const tail = await replay(
			commits(
				0,
				[...first, { commitInfo: { operation: 'WRITE' } }, { txn: { appId: 'a', version: 9 } }],
				[newer, { txn: { appId: 'a', version: 3, lastUpdated: 5 } }, { txn: { appId: 'b', version: 1 } }],
				[
					{ protocol: { minReaderVersion: 2, minWriterVersion: 5 } },
					{ domainMetadata: { domain: 'd', configuration: '', removed: true } },
					{ commitInfo: { operation: 'LAST' } },
				],
			),
		);
		expect(tail.metadata?.id).toBe('newer');
		expect(tail.protocol).toMatchObject({ minReaderVersion: 2, minWriterVersion: 5 });
		expect(tail.transactions.get('a')).toMatchObject({ version: 3, lastUpdated: 5 });
		expect(tail.transactions.get('b')).toMatchObject({ version: 1 });
		expect(tail.domains.get('d')).toMatchObject({ removed: true });
		expect(tail.commitInfo).toMatchObject({ operation: 'LAST' });
	});

	it('takes removed files away and a file added again back in', async () => {
		const tail = await replay(
			commits(
				0,
				[...first, add('a'), add('b'), add('c', { size: 1 })],
				[remove('a'), remove('old')],
				[add('c', { size: 2 }), remove('b')],
				[add('a', { size: 3 })],
			),
		);
		expect([...tail.adds].map(([key, { size }]) => [key, size])).toEqual([
			['c', 2],
			['a', 3],
		]);
		expect([...tail.mentioned].sort()).toEqual(['a', 'b', 'c', 'old']);
	});

	it('tells a file with a deletion vector from the same file without', async () => {
		const deletionVector = {
			storageType: 'u',
			pathOrInlineDv: 'x',
			offset: 1,
			sizeInBytes: 4,
			cardinality: 2,
		};
		const tail = await replay(commits(0, [...first, add('a')], [add('a', { deletionVector }), remove('a')]));
		expect([...tail.adds.values()]).toMatchObject([{ path: 'a', deletionVector }]);
	});

	it('takes the commit info of the last commit only', async () => {
		const tail = await replay(commits(0, [...first, { commitInfo: { operation: 'WRITE' } }], [add('a')]));
		expect(tail.commitInfo).toBeUndefined();
	});

	it('replays in order however the reads end, with a bounded number at a time', async () => {
		const list = Array.from({ length: 100 }, (_, version) =>
			version === 0 ? [...first, add('x', { size: 0 })] : [add('x', { size: version })],
		);
		const { log } = memoryLog(commits(0, ...list));
		let current = 0;
		let most = 0;
		const jittery = {
			...log,
			async readText(name: string, options: { readonly signal: AbortSignal }) {
				most = Math.max(most, ++current);
				for (let turns = (Number(name.slice(0, 20)) * 7) % 11; turns > 0; turns--) await Promise.resolve();
				current--;
				return log.readText(name, options);
			},
		};
		const segment = await readLogSegment(log, { signal: running });
		const tail = await replayCommits(jittery, segment, running);
		expect(tail.adds.get('x')?.size).toBe(99);
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(16);
	});

	it('reads each commit once', async () => {
		const { log, store } = memoryLog(commits(0, first, [add('a')], [add('b')]));
		const segment = await readLogSegment(log, { signal: running });
		const before = store.costs.reads;
		await replayCommits(log, segment, running);
		expect(store.costs.reads - before).toBe(3);
	});

	it('names file and line of a malformed commit, after blank lines too', async () => {
		const files = {
			...commits(0, first),
			'00000000000000000001.json': `${JSON.stringify(add('a'))}\n\n{"add":\n`,
		};
		expect(await faultOf(replay(files))).toMatchObject({
			code: 'corruptLog',
			file: `${tablePath}/_delta_log/00000000000000000001.json`,
			line: 3,
		});
	});

	it('reports a commit that vanished after the listing', async () => {
		const { log, store } = memoryLog(commits(0, first, [add('a')]));
		const segment = await readLogSegment(log, { signal: running });
		await store.delete(`${tablePath}/_delta_log/00000000000000000001.json`);
		expect(await faultOf(replayCommits(log, segment, running))).toEqual({
			code: 'missingCommit',
			path: tablePath,
			version: 1,
		});
	});

	it('rejects with the reason of an abort, also of one in the middle', async () => {
		const { log } = memoryLog(commits(0, ...Array.from({ length: 50 }, () => first)));
		const segment = await readLogSegment(log, { signal: running });
		const controller = new AbortController();
		const reason = new Error('stop');
		const aborting = {
			...log,
			async readText(name: string) {
				if (name.startsWith('00000000000000000030')) controller.abort(reason);
				return log.readText(name, { signal: running });
			},
		};
		await expect(replayCommits(aborting, segment, controller.signal)).rejects.toBe(reason);
	});
});
