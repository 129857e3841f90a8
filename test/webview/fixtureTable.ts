import type { HistoryEntry, SchemaColumn, TableDescription } from '../../src/rpc/engine';
import type { WireRow, WireValue } from '../../src/rpc/values';

/** A table whose rows are made up when they are asked for, so that it can have any number of them. */
export interface FixtureTable {
	readonly latestVersion: number;
	describe(version: number): TableDescription;
	rowCount(version: number): number;
	rows(version: number, start: number, end: number): readonly WireRow[];
	history(): readonly HistoryEntry[];
}

interface FixtureColumn extends SchemaColumn {
	readonly valueAt: (row: number) => WireValue;
}

const day = 86_400_000;
const firstCommit = Date.UTC(2026, 8, 1, 7, 30);
const operations = ['WRITE', 'MERGE', 'OPTIMIZE', 'DELETE', 'UPDATE'];

export function fixtureTable(name: string, rowCount: number): FixtureTable {
	const columns = columnsOf(name);
	const latestVersion = name === 'long-history' ? 20_000 : 30;
	const count = name === 'empty' ? 0 : name === 'types' ? 40 : rowCount;
	return {
		latestVersion,
		describe: (version) => ({
			path: `/data/warehouse/${name}`,
			name: `sales.${name}`,
			version,
			columns: columns.map(({ valueAt: _, ...column }) => column),
			partitionColumns: columns.filter((column) => column.isPartition).map((column) => column.name),
			properties: {
				'delta.appendOnly': 'false',
				'delta.checkpointInterval': '100',
				'delta.enableDeletionVectors': 'true',
			},
			description: 'Orders of all shops, one row an order',
			protocol: { minReaderVersion: 3, minWriterVersion: 7, features: ['deletionVectors', 'timestampNtz'] },
			numFiles: 20,
			sizeInBytes: 183_500_800,
			createdAt: '2026-09-01T07:30:00.000Z',
		}),
		// Each version before the latest has one row less.
		rowCount: (version) => Math.max(0, count - (latestVersion - version)),
		rows: (_version, start, end) =>
			Array.from({ length: end - start }, (_, offset) => columns.map((each) => each.valueAt(start + offset))),
		history: () => Array.from({ length: latestVersion + 1 }, (_, at) => historyEntry(latestVersion - at)),
	};
}

function historyEntry(version: number): HistoryEntry {
	const operation = version === 0 ? 'CREATE TABLE AS SELECT' : (operations[version % 5] ?? 'WRITE');
	const removes = operation !== 'WRITE' && version > 0;
	return {
		version,
		timestampMs: firstCommit + version * day,
		operation,
		operationParameters:
			operation === 'DELETE'
				? { predicate: '["(order_id#12L > 1000)"]' }
				: { mode: 'Append', partitionBy: '["country"]', statsOnLoad: '' },
		operationMetrics: {},
		userName: version % 3 === 0 ? 'ada@example.com' : 'etl@example.com',
		engineInfo: 'Apache-Spark/4.0.1 Delta-Lake/4.0.0',
		filesAdded: (version % 4) + 1,
		filesRemoved: removes ? 2 : 0,
		...(operation === 'UPDATE' ? {} : { rowsAdded: 1000 + version, rowsRemoved: removes ? 120 : 0 }),
	};
}

function columnsOf(name: string): readonly FixtureColumn[] {
	if (name === 'types') return typeColumns;
	if (name === 'wide') {
		return Array.from({ length: 500 }, (_, at) =>
			column(`column_${at + 1}`, at % 3 === 0 ? 'string' : 'double', (row) =>
				at % 3 === 0 ? `r${row + 1}c${at + 1}` : (row * 31 + at) / 8,
			),
		);
	}
	return orderColumns;
}

function column(
	name: string,
	type: string,
	valueAt: (row: number) => WireValue,
	more: Partial<SchemaColumn> = {},
): FixtureColumn {
	return { name, type, nullable: true, children: [], metadata: {}, isPartition: false, ...more, valueAt };
}

function plain(name: string, type: string, children: readonly SchemaColumn[] = []): SchemaColumn {
	return { name, type, nullable: true, children, metadata: {}, isPartition: false };
}

const countries = ['DE', 'US', 'FR', 'JP', 'BR', 'IN'];
const cities = ['Berlin', 'Portland', 'Lyon', 'Kyōto', 'São Paulo', 'Pune'];
const notes = ['', 'gift wrap', 'leave at the door\nring twice', 'naïve “quotes”', 'NULL'];

function pick<T>(items: readonly T[], row: number, fallback: T): T {
	return items[(row * 7) % items.length] ?? fallback;
}

const two = (part: number) => String(part).padStart(2, '0');

const orderColumns: readonly FixtureColumn[] = [
	column('order_id', 'bigint', (row) => row + 1, { nullable: false, comment: 'Unique, ascending' }),
	column('country', 'string', (row) => pick(countries, row, ''), { isPartition: true }),
	column(
		'ordered_at',
		'timestamp',
		(row) => `2026-11-${two((row % 28) + 1)}T${two(row % 24)}:${two(row % 60)}:09.${(row * 7919) % 900_000}Z`,
	),
	column('amount', 'decimal(18,2)', (row) => `${(row * 37) % 100_000}.${two(row % 100)}`),
	column('quantity', 'int', (row) => (row % 11 === 3 ? null : row % 40)),
	column('price', 'double', (row) => ((row * 97) % 10_000) / 16),
	column('is_member', 'boolean', (row) => row % 3 === 0),
	column('note', 'string', (row) => (row % 4 === 1 ? null : pick(notes, row, ''))),
	column(
		'address',
		'struct<city:string,zip:int>',
		(row) => ({ city: pick(cities, row, ''), zip: 10_000 + (row % 9999) }),
		{ children: [plain('city', 'string'), plain('zip', 'int')] },
	),
	column('tags', 'array<string>', (row) => ['new', 'sale', 'vip'].slice(0, row % 4), {
		children: [plain('element', 'string')],
	}),
	column('updated_on', 'date', (row) => `2026-10-${two((row % 31) + 1)}`),
	column('discount', 'float', (row) => Math.fround((row % 10) / 10)),
];

const every = <T>(...values: readonly T[]) => {
	return (row: number): T | null => (row < values.length ? (values[row] ?? null) : null);
};

const typeColumns: readonly FixtureColumn[] = [
	column(
		'string',
		'string',
		every('text', '', 'NULL', 'two\nlines', 'tab\there', 'ünïcödé 数据', ' x '.repeat(200)),
	),
	column('tinyint', 'tinyint', every(0, 127, -128)),
	column('int', 'int', every(0, 2_147_483_647, -2_147_483_648)),
	column('bigint', 'bigint', every<WireValue>(1, '9223372036854775807', '-9223372036854775808')),
	column('float', 'float', every<WireValue>(Math.fround(0.1), Math.fround(16_777_216), 'NaN')),
	column('double', 'double', every<WireValue>(0.1, 5, '-0.0', 'NaN', 'Infinity', '-Infinity', 1e21, 5e-324)),
	column('decimal', 'decimal(38,10)', every('1234567890123456789012345678.0000000001', '0.0000000000')),
	column('boolean', 'boolean', every(true, false)),
	column('date', 'date', every('2024-02-29', '0001-01-01', '9999-12-31')),
	column('timestamp', 'timestamp', every('2024-01-01T00:00:00.123456Z', '1970-01-01T00:00:00.000000Z')),
	column('timestamp_ntz', 'timestamp_ntz', every('2024-01-01T00:00:00.100000', '2024-06-30T23:59:59.000000')),
	column('binary', 'binary', every('0x00ff10', '0x')),
	column(
		'struct',
		'struct<id:bigint,at:timestamp>',
		every<WireValue>({ id: '9007199254740993', at: '2024-01-01T00:00:00.000001Z' }, { id: 1, at: null }),
		{ children: [plain('id', 'bigint'), plain('at', 'timestamp')] },
	),
	column('array', 'array<decimal(10,2)>', every<WireValue>(['1.00', null, '2.50'], []), {
		children: [plain('element', 'decimal(10,2)')],
	}),
	column(
		'map',
		'map<string,int>',
		every<WireValue>(
			[
				['a', 1],
				['b', null],
			],
			[],
		),
		{ children: [plain('key', 'string'), plain('value', 'int')] },
	),
	column('variant', 'variant', every<WireValue>({ variant: { a: [1, 'x', null] } }, { variant: null })),
];
