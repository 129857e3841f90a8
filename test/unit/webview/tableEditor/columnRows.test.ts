import { describe, expect, it } from 'vitest';
import type { SchemaColumn } from '../../../../src/rpc/engine';
import { columnRows } from '../../../../webview/tableEditor/columnRows';

const column = (name: string, children: readonly SchemaColumn[] = []): SchemaColumn => ({
	name,
	type: 'string',
	nullable: true,
	children,
	metadata: {},
	isPartition: false,
});
const columns = [column('a', [column('b', [column('c')])]), column('a.b')];

describe('the lines of the column tree', () => {
	it('are the columns of the table while nothing is open', () => {
		expect(columnRows(columns, new Set(['"a"."b"'])).map(({ path }) => path)).toEqual(['"a"', '"a.b"']);
	});

	it('have nested fields where they are open, with their level and place', () => {
		const rows = columnRows(columns, new Set(['"a"', '"a"."b"']));
		expect(rows.map(({ path, level, position, siblings }) => [path, level, position, siblings])).toEqual([
			['"a"', 1, 1, 2],
			['"a"."b"', 2, 1, 1],
			['"a"."b"."c"', 3, 1, 1],
			['"a.b"', 1, 2, 2],
		]);
	});
});
