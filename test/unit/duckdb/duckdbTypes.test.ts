import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataType, StructField } from '../../../src/delta/schema';
import { duckdbTypeText } from '../../../src/duckdb/duckdbTypes';
import { EngineDatabase } from '../../../src/duckdb/engineDatabase';
import { signal, TableFixture } from '../engine/tableFixture';

let fixture: TableFixture;
let database: EngineDatabase;
beforeAll(async () => {
	fixture = new TableFixture();
	database = await EngineDatabase.open({ memoryLimit: '256MB', spillFolder: fixture.path('.spill') });
});
afterAll(() => {
	database.close();
	fixture.dispose();
});

/** The name that DuckDB itself has for a type. */
const nameOf = async (type: DataType) => {
	const { rows } = await database.run(`SELECT typeof(CAST(NULL AS ${duckdbTypeText(type)}))`, { signal });
	return rows[0]?.[0];
};
const field = (name: string, type: DataType): StructField => ({ name, type, nullable: true, metadata: {} });

it.each([
	['string', 'VARCHAR'],
	['long', 'BIGINT'],
	['integer', 'INTEGER'],
	['short', 'SMALLINT'],
	['byte', 'TINYINT'],
	['float', 'FLOAT'],
	['double', 'DOUBLE'],
	['boolean', 'BOOLEAN'],
	['binary', 'BLOB'],
	['date', 'DATE'],
	['timestamp', 'TIMESTAMP WITH TIME ZONE'],
	['timestamp_ntz', 'TIMESTAMP'],
] as const)('the type %s is %s to DuckDB', async (kind, name) => {
	expect(await nameOf({ kind })).toBe(name);
});

it('nested types are known to DuckDB, whatever their fields are called', async () => {
	const type: DataType = {
		kind: 'struct',
		fields: [
			field('a "quoted", name', { kind: 'decimal', precision: 38, scale: 18 }),
			field('list', {
				kind: 'array',
				elementType: { kind: 'struct', fields: [field('key', { kind: 'date' })] },
				containsNull: true,
			}),
			field('map', {
				kind: 'map',
				keyType: { kind: 'string' },
				valueType: { kind: 'array', elementType: { kind: 'byte' }, containsNull: true },
				valueContainsNull: true,
			}),
		],
	};
	expect(await nameOf(type)).toBe(
		'STRUCT("a ""quoted"", name" DECIMAL(38,18), list STRUCT("key" DATE)[], "map" MAP(VARCHAR, TINYINT[]))',
	);
});
