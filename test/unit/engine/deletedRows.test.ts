import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/base/crc32';
import type { Engine } from '../../../src/engine/engine';
import { countRows, readRows } from '../../../src/engine/rows';
import { add, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
	await fixture.parquet('t/a.parquet', 'SELECT range AS id FROM range(6)');
	await fixture.parquet('t/b.parquet', 'SELECT range + 100 AS id FROM range(2)');
	writeFileSync(fixture.path('t/dv.bin'), vectorFile([1, 2, 5]));
});
afterAll(() => fixture.dispose());

/** A deletion vector file with one vector, of one array container. */
function vectorFile(rows: readonly number[]): Uint8Array {
	const data = new DataView(new ArrayBuffer(4 + 8 + 4 + 4 + 4 + 4 + 4 + 2 * rows.length));
	data.setUint32(0, 1681511377, true);
	data.setBigUint64(4, 1n, true);
	data.setUint32(12, 0, true);
	data.setUint32(16, 12346, true);
	data.setUint32(20, 1, true);
	data.setUint16(24, 0, true);
	data.setUint16(26, rows.length - 1, true);
	data.setUint32(28, 16, true);
	for (const [index, row] of rows.entries()) data.setUint16(32 + 2 * index, row, true);
	const bytes = new Uint8Array(data.buffer);
	const file = new DataView(new ArrayBuffer(1 + 4 + bytes.length + 4));
	file.setUint8(0, 1);
	file.setUint32(1, bytes.length);
	new Uint8Array(file.buffer).set(bytes, 5);
	file.setUint32(5 + bytes.length, crc32(bytes));
	return new Uint8Array(file.buffer);
}

function create(table: string, cardinality: number, pathOrInlineDv = 'dv.bin'): void {
	const deletionVector = { storageType: 'p', pathOrInlineDv, offset: 1, sizeInBytes: 38, cardinality };
	fixture.create(
		table,
		[['id', 'long']],
		[
			add(`${fixture.path('t')}/a.parquet`, { stats: '{"numRecords":6}', deletionVector }),
			add(`${fixture.path('t')}/b.parquet`),
		],
		{
			protocol: {
				minReaderVersion: 3,
				minWriterVersion: 7,
				readerFeatures: ['deletionVectors'],
				writerFeatures: ['deletionVectors'],
			},
		},
	);
}

describe('rows that a deletion vector deletes', () => {
	it('are in no query, no count and no page', async () => {
		create('t', 3);
		expect(await fixture.rows(engine, 'SELECT id FROM t ORDER BY id')).toEqual([[0], [3], [4], [100], [101]]);
		await engine.withSnapshot({ path: fixture.path('t') }, signal, async (snapshot) => {
			expect(await countRows(engine, snapshot, signal)).toBe(5);
			expect(await readRows(engine, snapshot, { start: 1, end: 4, signal })).toEqual([[3], [4], [100]]);
			expect(await readRows(engine, snapshot, { start: 0, end: 1, signal })).toEqual([[0]]);
		});
	});

	it('are known exactly, or nothing is read', async () => {
		create('wrong', 4, `${fixture.path('t')}/dv.bin`);
		await expect(fixture.rows(engine, 'SELECT id FROM wrong')).rejects.toMatchObject({
			fault: { code: 'corruptData', file: fixture.path('t/dv.bin') },
		});
		create('gone', 3, 'nowhere.bin');
		await expect(fixture.rows(engine, 'SELECT id FROM gone')).rejects.toMatchObject({
			fault: { code: 'dataFileNotFound', file: fixture.path('gone/nowhere.bin') },
		});
	});
});
