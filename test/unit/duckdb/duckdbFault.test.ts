import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { add, TableFixture } from '../engine/tableFixture';

let fixture: TableFixture;
let engine: Engine;
beforeAll(async () => {
	fixture = new TableFixture();
	engine = await fixture.engine();
});
afterAll(() => fixture.dispose());

describe('a data file', () => {
	it.each([
		['text', "'x'", 'integer'],
		['tooLarge', '5000000000', 'integer'],
		['tooPrecise', "'12345.67'::DECIMAL(10, 2)", 'decimal(4,1)'],
		['struct', '{a: 1}', 'integer'],
	])('is named when its values do not fit the schema: %s', async (name, value, type) => {
		await fixture.parquet(`unfit/${name}/a.parquet`, `SELECT ${value} AS id`);
		fixture.create(`unfit/${name}`, [['id', type]], [add('a.parquet')]);
		await expect(fixture.rows(engine, `SELECT id FROM unfit.${name}`)).rejects.toMatchObject({
			fault: { code: 'corruptData', file: fixture.path(`unfit/${name}/a.parquet`) },
		});
	});
});
