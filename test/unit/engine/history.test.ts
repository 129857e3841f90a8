import { afterAll, beforeAll, expect, it } from 'vitest';
import { tableHistory, textValues } from '../../../src/engine/history';
import { localObjectStore } from '../../../src/storage/localObjectStore';
import { add, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
beforeAll(() => {
	fixture = new TableFixture();
	fixture.create('t', [['id', 'long']], [add('a.parquet', { stats: '{"numRecords":3}' })]);
	fixture.commit('t', 1, [
		{
			commitInfo: {
				timestamp: 1,
				operation: 'WRITE',
				operationParameters: { mode: 'Append', partitionBy: '[]', count: 2, none: null },
				operationMetrics: { numFiles: '1' },
				userName: 'me',
				engineInfo: 'engine',
				isBlindAppend: true,
			},
		},
		add('b.parquet', { stats: '{"numRecords":4}' }),
		{ remove: { path: 'a.parquet', dataChange: true } },
	]);
});
afterAll(() => fixture.dispose());

const history = (limit?: number) =>
	tableHistory(localObjectStore(), fixture.path('t'), {
		...(limit === undefined ? {} : { limit }),
		signal,
	});

it('the history has the newest commit first, with what it says of itself as text', async () => {
	const [newest, first] = await history();
	expect(newest).toMatchObject({
		version: 1,
		operation: 'WRITE',
		operationParameters: { mode: 'Append', partitionBy: '[]', count: '2' },
		operationMetrics: { numFiles: '1' },
		userName: 'me',
		engineInfo: 'engine',
		isBlindAppend: true,
		filesAdded: 1,
		filesRemoved: 1,
		rowsAdded: 4,
	});
	expect(newest?.operationParameters).not.toHaveProperty('none');
	expect(first).toMatchObject({ version: 0, operation: 'UNKNOWN', filesAdded: 1, rowsAdded: 3 });
	expect(first).not.toHaveProperty('userName');
});

it('the history has at most as many commits as are asked for', async () => {
	expect((await history(1)).map(({ version }) => version)).toEqual([1]);
});

it('the history of what is no table is an error', async () => {
	await expect(tableHistory(localObjectStore(), fixture.path('none'), { signal })).rejects.toMatchObject({
		fault: { code: 'notADeltaTable', reason: 'noLog' },
	});
});

it('values that are no text become JSON, and those that are nothing are left out', () => {
	expect(textValues({ a: 'x', b: 1, c: [true], d: null, e: undefined })).toEqual({
		a: 'x',
		b: '1',
		c: '[true]',
	});
	expect(textValues(undefined)).toEqual({});
});
