import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeTable } from '../../../src/engine/describeTable';
import type { Engine } from '../../../src/engine/engine';
import { add, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
});
afterAll(() => fixture.dispose());

const described = (table: string) =>
	engine.withSnapshot({ path: fixture.path(table) }, signal, async (snapshot) => describeTable(snapshot));

it('a table without name is called like its folder, and has the sums of its files', async () => {
	fixture.create('plain', [['id', 'long']], [add('a.parquet', { size: 5 }), add('b.parquet', { size: 7 })], {
		configuration: { 'delta.appendOnly': 'true' },
	});
	expect(await described('plain')).toEqual({
		path: fixture.path('plain'),
		name: 'plain',
		version: 0,
		columns: [{ name: 'id', type: 'bigint', nullable: true, children: [], metadata: {}, isPartition: false }],
		partitionColumns: [],
		properties: { 'delta.appendOnly': 'true' },
		protocol: { minReaderVersion: 1, minWriterVersion: 2, features: expect.any(Array) },
		numFiles: 2,
		sizeInBytes: 12,
	});
});

it('columns have their parts as children, and only columns of the table are partition columns', async () => {
	const day = { name: 'DAY', type: 'date', nullable: false, metadata: { comment: 'inside' } };
	fixture.create(
		'nested',
		[
			['Day', 'date', { comment: 'outside' }],
			['s', { type: 'struct', fields: [day] }],
			['l', { type: 'array', elementType: { type: 'struct', fields: [day] }, containsNull: false }],
			['m', { type: 'map', keyType: 'string', valueType: 'decimal(5,2)', valueContainsNull: true }],
		],
		[],
		{ partitionColumns: ['day'] },
	);
	const { columns, partitionColumns } = await described('nested');
	const inside = {
		name: 'DAY',
		type: 'date',
		nullable: false,
		children: [],
		metadata: { comment: 'inside' },
		isPartition: false,
	};
	expect(partitionColumns).toEqual(['day']);
	expect(columns).toMatchObject([
		{ name: 'Day', isPartition: true, metadata: { comment: 'outside' }, children: [] },
		{ name: 's', isPartition: false, children: [inside] },
		{ name: 'l', children: [{ name: 'element', nullable: false, children: [inside] }] },
		{
			name: 'm',
			children: [
				{ name: 'key', type: 'string', nullable: false },
				{ name: 'value', type: 'decimal(5,2)', nullable: true },
			],
		},
	]);
});
