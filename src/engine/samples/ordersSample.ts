import type { WriteSource } from '../writerContext';
import { decimalOf, type Sample, structOf } from './sample';

const numFiles = 20;
const rowsPerFile = 250_000;

const schema = structOf({
	order_id: 'long',
	customer_id: 'integer',
	ordered_at: 'timestamp',
	status: 'string',
	quantity: 'short',
	total: decimalOf(12, 2),
});

function ordersOfFile(file: number): WriteSource {
	return {
		sql: `SELECT i AS order_id,
			i * 7919 % 100003 AS customer_id,
			make_timestamptz(1672531200000000 + i * 6000000) AS ordered_at,
			['open', 'paid', 'sent', 'returned'][i * 31 % 4 + 1] AS status,
			i * 17 % 12 + 1 AS quantity,
			(i * 37 % 1000000)::INTEGER * 0.01 AS total
			FROM range(${file * rowsPerFile}, ${(file + 1) * rowsPerFile}) AS rows(i)`,
		schema,
	};
}

/** Five million rows in twenty files, in the order of `order_id` from 0. */
export const ordersSample: Sample = {
	name: 'orders_5m',
	partitionColumns: [],
	comment: 'Five million rows in twenty files',
	properties: {},
	versions: [
		{
			timestampMs: Date.UTC(2024, 2, 1, 9),
			sources: [
				ordersOfFile(0),
				...Array.from({ length: numFiles - 1 }, (_, index) => ordersOfFile(index + 1)),
			],
		},
	],
};
