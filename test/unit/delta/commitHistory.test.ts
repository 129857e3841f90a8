import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/delta/actions';
import { serializeCommit } from '../../../src/delta/commit';
import { readHistory } from '../../../src/delta/commitHistory';
import { parseCommit } from '../../../src/delta/logReplay';
import { asEpochMillis } from '../../../src/delta/units';
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

const rows = (numRecords: number): object => ({ stats: JSON.stringify({ numRecords }) });
const vector = (cardinality: number): object => ({
	deletionVector: { storageType: 'i', pathOrInlineDv: `x${cardinality}`, sizeInBytes: 1, cardinality },
});
const history = async (files: Record<string, string>, limit?: number) => {
	const { log } = memoryLog(files);
	return readHistory(log, { signal: running, ...(limit !== undefined && { limit }) });
};
const changeOf = async (...actions: readonly object[]): Promise<unknown> => {
	const [entry] = await history(commits(1, actions));
	return entry && { rowsAdded: entry.rowsAdded, rowsRemoved: entry.rowsRemoved };
};

describe('the history of a table', () => {
	it('has the newest commit first, with what it did', async () => {
		const info = { operation: 'WRITE', operationParameters: { mode: 'Append' } };
		const files = commits(
			0,
			[protocol, metaData, add('a', rows(3)), add('b', rows(4))],
			[{ commitInfo: info }, add('c', rows(1)), remove('a', rows(3)), remove('b', rows(4))],
		);
		expect(await history(files)).toEqual([
			{
				version: 1,
				timestampMs: 1,
				commitInfo: info,
				filesAdded: 1,
				filesRemoved: 2,
				rowsAdded: 1,
				rowsRemoved: 7,
			},
			{ version: 0, timestampMs: 0, filesAdded: 2, filesRemoved: 0, rowsAdded: 7, rowsRemoved: 0 },
		]);
	});

	it('counts rows only where every file has statistics', async () => {
		expect(await changeOf(add('a', rows(1)), add('b'), remove('c', rows(2)))).toEqual({
			rowsAdded: undefined,
			rowsRemoved: 2,
		});
		expect(await changeOf(add('a', rows(1)), remove('c'))).toEqual({ rowsAdded: 1, rowsRemoved: undefined });
	});

	it('counts what new deletion vectors delete or give back', async () => {
		expect(await changeOf(add('a', { ...rows(9), ...vector(3) }), remove('a'))).toEqual({
			rowsAdded: 0,
			rowsRemoved: 3,
		});
		expect(await changeOf(add('a', { ...rows(9), ...vector(1) }), remove('a', vector(3)))).toEqual({
			rowsAdded: 2,
			rowsRemoved: 0,
		});
		expect(await changeOf(add('b', { ...rows(9), ...vector(4) }))).toEqual({ rowsAdded: 5, rowsRemoved: 0 });
	});

	it('does not count rows that were only rearranged', async () => {
		const rearranged = { ...rows(9), dataChange: false };
		expect(await changeOf(add('a', rearranged), remove('b', rearranged))).toEqual({
			rowsAdded: 0,
			rowsRemoved: 0,
		});
	});

	it('makes the times of files ascend', async () => {
		const { log, store } = memoryLog({});
		const text = JSON.stringify(add('a'));
		for (const [version, time] of [500, 300, 300, 900].entries()) {
			store.set(`${tablePath}/_delta_log/0000000000000000000${version}.json`, text, time);
		}
		const times = async (limit: number): Promise<readonly number[]> =>
			(await readHistory(log, { limit, signal: running })).map(({ timestampMs }) => timestampMs);
		expect(await times(9)).toEqual([900, 502, 501, 500]);
		expect(await times(2)).toEqual([900, 502]);
	});

	it('takes times from commits that have them, without asking for those of files', async () => {
		const { log, store } = memoryLog(
			commits(0, [{ commitInfo: { inCommitTimestamp: 77 } }], [{ commitInfo: { inCommitTimestamp: 99 } }]),
		);
		expect((await readHistory(log, { signal: running })).map(({ timestampMs }) => timestampMs)).toEqual([
			99, 77,
		]);
		expect(store.costs).toMatchObject({ lists: 1, reads: 2, stats: 0 });
	});

	it('reads no more commits than asked for', async () => {
		const { log, store } = memoryLog(commits(0, ...Array.from({ length: 30 }, () => [add('a')])));
		const entries = await readHistory(log, { limit: 2, signal: running });
		expect(entries.map(({ version }) => version)).toEqual([29, 28]);
		expect(store.costs.reads).toBe(2);
	});

	it('leaves out commits that are gone', async () => {
		const files = {
			...commits(3, [add('a')]),
			...commits(6, [add('b')]),
			'00000000000000000002.checkpoint.parquet': '',
		};
		expect((await history(files)).map(({ version }) => version)).toEqual([6, 3]);
		expect(await history({ '00000000000000000002.checkpoint.parquet': '' })).toEqual([]);
	});

	it('fails for a malformed commit, an empty log and none', async () => {
		expect(await faultOf(history({ '00000000000000000000.json': '\n{' }))).toMatchObject({
			code: 'corruptLog',
			line: 2,
		});
		expect(await faultOf(history({ x: '' }))).toMatchObject({ code: 'notADeltaTable', reason: 'emptyLog' });
		expect(await faultOf(history({}))).toMatchObject({ code: 'notADeltaTable', reason: 'noLog' });
	});

	it('rejects with the reason of an abort', async () => {
		const reason = new Error('stop');
		const { log } = memoryLog(commits(0, [add('a')]));
		await expect(readHistory(log, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
	});
});

describe('the text of a commit', () => {
	it('has the commit info first and the rest in order, and is read back', () => {
		const actions: readonly Action[] = [
			{ kind: 'protocol', minReaderVersion: 1, minWriterVersion: 2 },
			{
				kind: 'add',
				path: 'a b',
				partitionValues: { p: null, q: 'line\nfeed' },
				size: 1,
				modificationTime: asEpochMillis(2),
				dataChange: true,
				stats: '{"numRecords":1}',
			},
			{ kind: 'txn', appId: 'a', version: 1 },
			{ kind: 'commitInfo', operation: 'WRITE' },
		];
		const text = serializeCommit(actions);
		const [first, second] = text.split('\n');
		expect(first).toBe('{"commitInfo":{"operation":"WRITE"}}');
		expect(second).toBe('{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}');
		expect(text.endsWith('}\n')).toBe(true);
		expect(text.split('\n')).toHaveLength(5);
		expect([...parseCommit(text, 'f')]).toEqual([actions[3], actions[0], actions[1], actions[2]]);
	});
});
