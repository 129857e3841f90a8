import { describe, expect, it } from 'vitest';
import { parseAction } from '../../../src/delta/action';
import { add, faultOf, metaData, protocol, remove } from './memoryLog';

const parse = (json: unknown): readonly unknown[] => parseAction(JSON.stringify(json), '/log/0.json', 7);
const problemOf = (text: string): Promise<unknown> => faultOf(() => parseAction(text, '/log/0.json', 7));

describe('a line of a commit', () => {
	it('is an action with all that readers use', () => {
		const deletionVector = { storageType: 'p', pathOrInlineDv: 'x', sizeInBytes: 1, cardinality: 2 };
		const file = {
			partitionValues: { a: '1', b: null },
			size: 5,
			modificationTime: 6,
			stats: '{"numRecords":1}',
			tags: { t: 'v' },
			baseRowId: 3,
			defaultRowCommitVersion: 4,
			clusteringProvider: 'liquid',
		};
		expect(parse(add('p', { ...file, deletionVector: { ...deletionVector, offset: null } }))).toEqual([
			{ kind: 'add', path: 'p', dataChange: true, ...file, deletionVector },
		]);
		const removed = {
			deletionTimestamp: 9,
			extendedFileMetadata: true,
			partitionValues: {},
			size: 1,
			stats: '{}',
		};
		expect(parse(remove('p', { ...removed, deletionVector: { ...deletionVector, offset: 3 } }))).toEqual([
			{
				kind: 'remove',
				path: 'p',
				dataChange: true,
				...removed,
				deletionVector: { ...deletionVector, offset: 3 },
			},
		]);
	});

	it('may leave out or null what is optional', () => {
		expect(parse({ remove: { path: 'p', dataChange: false, size: null, partitionValues: null } })).toEqual([
			{ kind: 'remove', path: 'p', dataChange: false },
		]);
		expect(parse({ metaData: { ...metaData.metaData, name: null, createdTime: 5 } })).toEqual([
			{ kind: 'metaData', ...metaData.metaData, createdTime: 5 },
		]);
		const { schemaString: _, ...noSchema } = metaData.metaData;
		expect(parse({ metaData: noSchema })).toEqual([{ kind: 'metaData', ...metaData.metaData }]);
	});

	it('has the features of a protocol where they are listed', () => {
		const lists = { readerFeatures: ['deletionVectors'], writerFeatures: [] };
		expect(parse({ protocol: { ...protocol.protocol, ...lists } })).toEqual([
			{ kind: 'protocol', ...protocol.protocol, ...lists },
		]);
	});

	it('holds transactions and domains', () => {
		expect(parse({ txn: { appId: 'a', version: 2 } })).toEqual([{ kind: 'txn', appId: 'a', version: 2 }]);
		const domain = { domain: 'd', configuration: '{}', removed: false };
		expect(parse({ domainMetadata: domain })).toEqual([{ kind: 'domainMetadata', ...domain }]);
	});

	it('is taken for what it is when a commit info has unexpected types', () => {
		const info = {
			timestamp: 'soon',
			operation: 'WRITE',
			operationParameters: { a: [1, { b: null }] },
			readVersion: '1',
		};
		expect(parse({ commitInfo: info })).toEqual([
			{ kind: 'commitInfo', operation: 'WRITE', operationParameters: { a: [1, { b: null }] } },
		]);
	});

	it('ignores unknown actions and fields', () => {
		expect(parse({ cdc: { path: 'x' }, somethingNew: 1 })).toEqual([]);
		expect(parse({ txn: { appId: 'a', version: 2, more: {} } })).toEqual([
			{ kind: 'txn', appId: 'a', version: 2 },
		]);
	});

	it('takes every action of an object, but only one object', async () => {
		expect(parse({ ...add('p'), txn: { appId: 'a', version: 1 }, remove: null })).toHaveLength(2);
		expect(
			await problemOf('{"txn":{"appId":"a","version":1}}{"txn":{"appId":"b","version":1}}'),
		).toMatchObject({
			code: 'corruptLog',
			line: 7,
		});
	});

	it.each(['{"add":', 'null', '[]', '3', 'x', '{"add":3}', '{"add":[]}'])(
		'is refused when it is %s',
		async (text) => {
			expect(await problemOf(text)).toMatchObject({ code: 'corruptLog', file: '/log/0.json', line: 7 });
		},
	);

	const without = (action: object, field: string): object =>
		Object.fromEntries(
			Object.entries(action).map(([kind, body]) => [
				kind,
				Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)),
			]),
		);
	it.each<readonly [string, object, string]>([
		...['path', 'partitionValues', 'size', 'modificationTime', 'dataChange'].map(
			(field) => [`add without ${field}`, without(add('p'), field), `add.${field}`] as const,
		),
		...['id', 'format', 'partitionColumns'].map(
			(field) => [`metaData without ${field}`, without(metaData, field), `metaData.${field}`] as const,
		),
		...['minReaderVersion', 'minWriterVersion'].map(
			(field) => [`protocol without ${field}`, without(protocol, field), `protocol.${field}`] as const,
		),
		['remove without path', without(remove('p'), 'path'), 'remove.path'],
		['a size that is text', add('p', { size: '1' }), 'add.size'],
		['a size that is no integer', add('p', { size: 1.5 }), 'add.size'],
		['a path that is a number', add('p', { path: 1 }), 'add.path'],
		['stats that are an object', add('p', { stats: {} }), 'add.stats'],
		['a partition value that is a number', add('p', { partitionValues: { a: 1 } }), 'add.partitionValues'],
		[
			'features that are no list',
			{ protocol: { ...protocol.protocol, readerFeatures: 'x' } },
			'protocol.readerFeatures',
		],
		[
			'features that are no text',
			{ protocol: { ...protocol.protocol, writerFeatures: [1] } },
			'protocol.writerFeatures',
		],
		[
			'a configuration with null',
			{ metaData: { ...metaData.metaData, configuration: { a: null } } },
			'metaData.configuration',
		],
		[
			'a deletion vector of an unknown storage',
			add('p', { deletionVector: { storageType: 'z', pathOrInlineDv: '', sizeInBytes: 1, cardinality: 1 } }),
			'add.deletionVector.storageType',
		],
		[
			'a deletion vector without cardinality',
			add('p', { deletionVector: { storageType: 'i', pathOrInlineDv: '', sizeInBytes: 1 } }),
			'add.deletionVector.cardinality',
		],
	])('is refused with %s, which is named', async (_, action, field) => {
		expect(await problemOf(JSON.stringify(action))).toMatchObject({
			code: 'corruptLog',
			line: 7,
			reason: expect.stringContaining(`${field} is`),
		});
	});
});
