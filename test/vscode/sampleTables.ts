/** What the tests know about the sample tables; all of it follows from how `delta samples` makes them. */
export const sampleTables = {
	/** In the order of the tree. */
	names: ['events', 'nested_wide', 'orders_5m', 'types', "unusual names, 'quoted' & ünïcödé 日本"],
	types: {
		name: 'types',
		/** Where columns stand, counted from 1, and what they show in a row. */
		row: {
			number: 3,
			cells: [
				{ column: 1, text: '3' },
				{ column: 6, text: '9223372036854775807' },
				{ column: 7, text: '3.4028235e+38' },
				{ column: 10, text: '99999999999999.9999' },
				{ column: 11, text: '9999999999999999999999999999.9999999999' },
				{ column: 13, text: '0xffffffff' },
				{ column: 15, text: '9999-12-31' },
				{ column: 16, text: '9999-12-31 23:59:59.999999 UTC' },
				{ column: 18, text: '[2147483647]' },
				{ column: 19, text: '{"z":9223372036854775807}' },
				{ column: 20, text: '{"x":2147483647,"y":"z"}' },
			],
		},
	},
	events: {
		name: 'events',
		/** As the tree tells a screen reader. */
		columns: ['event_id, bigint, nullable', 'amount, decimal(10,2), nullable', 'country, string, nullable'],
		latestVersion: 29,
		rowsPerVersion: 240,
	},
	nested: { name: 'nested_wide' },
	orders: { name: 'orders_5m', rows: 5_000_000, number: 'order_id', cells: orderCells },
	unusual: { name: "unusual names, 'quoted' & ünïcödé 日本" },
};

/** The cells of a row of the orders, counted from 1, as the grid shows them. */
function orderCells(row: number): readonly string[] {
	const id = row - 1;
	const orderedAt = new Date(Date.UTC(2023, 0, 1) + id * 6000);
	return [
		String(id),
		String((id * 7919) % 100_003),
		`${orderedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
		['open', 'paid', 'sent', 'returned'][(id * 31) % 4] ?? '',
		String(((id * 17) % 12) + 1),
		(((id * 37) % 1_000_000) / 100).toFixed(2),
	];
}
