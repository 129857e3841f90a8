import { describe, expect, it } from 'vitest';
import {
	classicCheckpointFileName,
	commitFileName,
	multiPartCheckpointFileName,
} from '../../../src/delta/logFileName';
import { type LogSegment, readLogSegment } from '../../../src/delta/logSegment';
import { asVersion } from '../../../src/delta/units';
import { commits, faultOf, memoryLog, metaData, protocol, running, tablePath } from './memoryLog';

const five = commits(0, [protocol, metaData], [], [], [], []);
const checkpointAt = (version: number): string => classicCheckpointFileName(asVersion(version));
const hint = (version: number, more: object = {}): Record<string, string> => ({
	_last_checkpoint: JSON.stringify({ version, size: 1, ...more }),
});
const without = (files: Record<string, string>, ...versions: readonly number[]): Record<string, string> =>
	Object.fromEntries(
		Object.entries(files).filter(([name]) => !versions.some((v) => name === commitFileName(asVersion(v)))),
	);

async function read(files: Record<string, string>, version?: number): Promise<LogSegment> {
	const { log } = memoryLog(files);
	return readLogSegment(log, {
		...(version !== undefined && { version: asVersion(version) }),
		signal: running,
	});
}

const versionsOf = (segment: LogSegment): readonly number[] => segment.commits.map(({ version }) => version);

describe('a log segment', () => {
	it('is all commits where there is no checkpoint', async () => {
		const segment = await read(five);
		expect(segment).toEqual({
			tablePath,
			version: 4,
			commits: [0, 1, 2, 3, 4].map((version) => ({ version, fileName: commitFileName(asVersion(version)) })),
		});
	});

	it('ends at the version that is asked for', async () => {
		expect(versionsOf(await read(five, 2))).toEqual([0, 1, 2]);
		expect(versionsOf(await read(five, 0))).toEqual([0]);
	});

	it('starts after the newest checkpoint that is not newer than the version', async () => {
		const files = { ...five, [checkpointAt(1)]: '', [checkpointAt(3)]: '' };
		expect(await read(files)).toMatchObject({
			checkpoint: { version: 3, fileNames: [checkpointAt(3)] },
			commits: [{ version: 4 }],
		});
		expect(await read(files, 2)).toMatchObject({
			checkpoint: { version: 1, fileNames: [checkpointAt(1)] },
			commits: [{ version: 2 }],
		});
		expect((await read(files, 3)).commits).toEqual([]);
	});

	it('takes a multi-part checkpoint only when all parts are there, in order', async () => {
		const part = (number: number): string => multiPartCheckpointFileName(asVersion(3), number, 2);
		expect((await read({ ...five, [part(1)]: '' })).checkpoint).toBeUndefined();
		expect((await read({ ...five, [part(2)]: '', [part(1)]: '' })).checkpoint).toEqual({
			version: 3,
			fileNames: [part(1), part(2)],
		});
	});

	it('does not mix the parts of two multi-part checkpoints of one version', async () => {
		const files = {
			...five,
			[multiPartCheckpointFileName(asVersion(3), 1, 2)]: '',
			[multiPartCheckpointFileName(asVersion(3), 2, 3)]: '',
		};
		expect((await read(files)).checkpoint).toBeUndefined();
	});

	it('can be a checkpoint alone, whose commits are gone', async () => {
		expect(await read({ [checkpointAt(7)]: '' })).toEqual({
			tablePath,
			version: 7,
			checkpoint: { version: 7, fileNames: [checkpointAt(7)] },
			commits: [],
		});
	});

	it('ignores files that the protocol does not define, staged and compacted ones, and checksums', async () => {
		const prefix = '00000000000000000004';
		const segment = await read({
			...commits(0, [protocol, metaData], []),
			[`${prefix}.crc`]: '{}',
			[`00000000000000000001.${prefix}.compacted.json`]: '',
			[`.${prefix}.json.crc`]: '',
			[`${prefix}.json.tmp`]: '',
			[`_staged_commits/${prefix}.00000000-0000-0000-0000-000000000000.json`]: '',
		});
		expect(segment.version).toBe(1);
	});
});

describe('_last_checkpoint', () => {
	it('saves listing what is before it', async () => {
		const { log, store } = memoryLog({ ...five, [checkpointAt(3)]: '', ...hint(3) });
		const asked: (string | undefined)[] = [];
		const watched = {
			...log,
			list: (options: Parameters<typeof log.list>[0]) => {
				asked.push(options.startFrom);
				return log.list(options);
			},
		};
		expect(versionsOf(await readLogSegment(watched, { signal: running }))).toEqual([4]);
		expect(asked).toEqual(['00000000000000000003']);
		expect(store.costs).toMatchObject({ lists: 1, reads: 1, stats: 0 });
	});

	it('is not followed to a checkpoint newer than the version', async () => {
		const { log, store } = memoryLog({ ...five, [checkpointAt(3)]: '', ...hint(3) });
		const segment = await readLogSegment(log, { version: asVersion(2), signal: running });
		expect(segment.checkpoint).toBeUndefined();
		expect(store.costs.lists).toBe(1);
	});

	it('yields to a newer checkpoint', async () => {
		const files = { ...five, [checkpointAt(1)]: '', [checkpointAt(3)]: '', ...hint(1) };
		expect((await read(files)).checkpoint?.version).toBe(3);
	});

	it.each([
		['absent', {}],
		['not JSON', { _last_checkpoint: '{"version":' }],
		['empty', { _last_checkpoint: '' }],
		['not an object', { _last_checkpoint: '3' }],
		['of a wrong type', { _last_checkpoint: '{"version":"3"}' }],
		['negative', { _last_checkpoint: '{"version":-1}' }],
		['dangling', hint(2)],
		['beyond the log', hint(90)],
	])('does no harm when it is %s', async (_, files) => {
		const segment = await read({ ...five, [checkpointAt(1)]: '', ...files });
		expect(segment.checkpoint?.version).toBe(1);
		expect(versionsOf(segment)).toEqual([2, 3, 4]);
	});
});

describe('a log that cannot give the version', () => {
	it('is not a Delta table without a log or without anything in it', async () => {
		expect(await faultOf(read({}))).toEqual({ code: 'notADeltaTable', path: tablePath, reason: 'noLog' });
		expect(await faultOf(read({ 'x.txt': '' }))).toEqual({
			code: 'notADeltaTable',
			path: tablePath,
			reason: 'emptyLog',
		});
	});

	it('says which versions there are', async () => {
		const files = without({ ...five, [checkpointAt(2)]: '' }, 0, 1);
		const fault = { code: 'versionNotFound', path: tablePath, earliest: 2, latest: 4 };
		expect(await faultOf(read(files, 9))).toEqual({ ...fault, requested: 9 });
		expect(await faultOf(read(files, 1))).toEqual({ ...fault, requested: 1 });
		expect(await faultOf(read({ ...files, ...hint(2) }, 9))).toEqual({ ...fault, requested: 9 });
		expect(await faultOf(read(five, 5))).toEqual({ ...fault, earliest: 0, requested: 5 });
	});

	it('names the commit that is missing after the checkpoint', async () => {
		const fault = { code: 'missingCommit', path: tablePath, version: 3 };
		expect(await faultOf(read(without({ ...five, [checkpointAt(1)]: '' }, 3)))).toEqual(fault);
		expect(await faultOf(read(without({ ...five, [checkpointAt(1)]: '', ...hint(1) }, 3)))).toEqual(fault);
		expect(await faultOf(read(without(five, 3), 3))).toEqual(fault);
	});

	it('does without a commit that is missing before the checkpoint', async () => {
		expect(versionsOf(await read(without({ ...five, [checkpointAt(2)]: '' }, 1)))).toEqual([3, 4]);
	});

	it('asks for the first version where neither it nor a checkpoint is there', async () => {
		expect(await faultOf(read(without(five, 0)))).toEqual({
			code: 'missingCommit',
			path: tablePath,
			version: 0,
		});
	});

	it('refuses by name what only a V2 checkpoint could give', async () => {
		const uuidNamed = '00000000000000000002.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json';
		expect(await faultOf(read(without({ ...five, [uuidNamed]: '' }, 0)))).toEqual({
			code: 'unsupportedFeatures',
			path: tablePath,
			operation: 'read',
			features: ['v2Checkpoint'],
		});
		expect(versionsOf(await read({ ...five, [uuidNamed]: '' }))).toEqual([0, 1, 2, 3, 4]);
		expect(await faultOf(read(without({ ...five, [uuidNamed]: '' }, 3)))).toMatchObject({
			code: 'missingCommit',
		});
	});

	it('rejects with the reason of an abort', async () => {
		const { log, store } = memoryLog(five);
		const reason = new Error('stop');
		const signal = AbortSignal.abort(reason);
		await expect(readLogSegment(log, { signal })).rejects.toBe(reason);
		expect(store.costs.reads).toBe(0);
	});
});
