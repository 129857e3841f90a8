import type { DataType } from '../../delta/schema';
import { arrayOf, decimalOf, mapOf, type Sample, structOf } from './sample';

const numRows = 1000;
const numMeasures = 200;

const measures = Array.from({ length: numMeasures }, (_, index) => {
	const name = `measure_${String(index).padStart(3, '0')}`;
	return [
		{ name, type: 'long', sql: `i * ${index + 1}` },
		{ name, type: 'double', sql: `sqrt(i + ${index})` },
		{ name, type: 'string', sql: `CASE WHEN i % 3 <> 0 THEN 'm${index} of ' || i END` },
		{ name, type: 'date', sql: `DATE '2020-01-01' + (i + ${index})::INTEGER` },
		{ name, type: 'boolean', sql: `(i + ${index}) % 2 = 0` },
	] as const;
}).map((choices, index) => {
	const choice = choices[index % choices.length];
	if (!choice) throw new Error('there are choices');
	return choice;
});

const nested: Readonly<Record<string, { readonly type: DataType; readonly sql: string }>> = {
	customer: {
		type: structOf({
			name: 'string',
			address: structOf({
				street: 'string',
				city: 'string',
				geo: structOf({ lat: 'double', lon: 'double' }),
			}),
		}),
		sql: `CASE WHEN i % 10 <> 9 THEN {'name': 'Customer ' || i, 'address': CASE WHEN i % 5 <> 4 THEN {
			'street': 'Road ' || i % 17, 'city': ['Bern', 'Oslo', 'Quito'][i % 3 + 1],
			'geo': {'lat': i % 90 + 0.5, 'lon': i % 180 - 0.25}} END} END`,
	},
	tags: {
		type: arrayOf('string'),
		sql: `CASE WHEN i % 7 <> 6 THEN list_transform(range(i % 4), lambda t: CASE WHEN t <> 2 THEN 'tag' || t END) END`,
	},
	lines: {
		type: arrayOf(structOf({ product: 'string', quantity: 'integer', price: decimalOf(10, 2) })),
		sql: `list_transform(range(i % 3 + 1), lambda l: {'product': 'P' || (i + l) % 50, 'quantity': l + 1, 'price': (i * 13 % 10000)::DECIMAL(10, 2) / 100})`,
	},
	attributes: {
		type: mapOf('string', 'string'),
		sql: `MAP {'color': ['red', 'green', NULL][i % 3 + 1], 'size': (i % 5)::VARCHAR}`,
	},
	matrix: { type: arrayOf(arrayOf('integer')), sql: `[[i % 2, 1], [], NULL, [i % 3]]` },
	by_region: {
		type: mapOf('string', structOf({ count: 'long', days: arrayOf('date') })),
		sql: `MAP {'north': {'count': i, 'days': [DATE '2024-01-01' + i::INTEGER]}, 'south': NULL}`,
	},
};

const columns = [
	{ name: 'id', type: 'long' as const, sql: 'i' },
	...Object.entries(nested).map(([name, column]) => ({ name, ...column })),
	...measures,
];

/** Structs, lists and maps, and more columns than a screen has room for. */
export const nestedWideSample: Sample = {
	name: 'nested_wide',
	partitionColumns: [],
	comment: 'Nested types, and more than 200 columns',
	properties: {},
	versions: [
		{
			timestampMs: Date.UTC(2024, 1, 1, 9),
			sources: [
				{
					sql: `SELECT ${columns.map(({ sql }) => sql).join(', ')} FROM range(${numRows}) AS rows(i)`,
					schema: structOf(Object.fromEntries(columns.map(({ name, type }) => [name, type]))),
				},
			],
		},
	],
};
