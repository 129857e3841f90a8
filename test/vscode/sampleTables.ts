/** What the tests know about the sample tables; all of it comes from how `delta samples` makes them. */
export const sampleTables = {
	/** In the order of the tree. */
	names: ['big', 'nested', 'partitioned', 'types', 'unusual'],
	types: {
		name: 'types',
		columns: ['id', 'name', 'value'],
		/** Rows count from 1. */
		row: { number: 5, cells: { id: '4', name: 'name 4', value: '2.0' } as Readonly<Record<string, string>> },
	},
	partitioned: {
		name: 'partitioned',
		/** As the tree tells a screen reader. */
		columns: ['id, bigint, not nullable', 'name, string, nullable'],
		latestVersion: 29,
		rowsAtVersion0: 10,
	},
	nested: { name: 'nested' },
	big: {
		name: 'big',
		rows: 5_000_000,
		/** A column of whole numbers. */
		number: 'id',
		lastRow: ['4999999', 'name 4999999', '2499999.5'],
		someRow: { number: 3_141_593, cells: ['3141592', 'name 3141592', '1570796.0'] },
	},
	unusual: { name: 'unusual' },
} as const;
