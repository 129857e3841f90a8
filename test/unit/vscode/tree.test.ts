import { describe, expect, it } from 'vitest';
import { relativeTime } from '../../../src/base/relativeTime';
import type { SchemaColumn } from '../../../src/rpc/engine';
import { nodeId, type TableNode, type TreeNode } from '../../../src/vscode/tree/treeNode';

const now = Date.UTC(2025, 0, 31);
const second = 1000;
const day = 24 * 3600 * second;

describe('the time of a version', () => {
	it.each([
		[0, 'now'],
		[-59 * second, '59 seconds ago'],
		[-60 * second, '1 minute ago'],
		[-3 * 3600 * second, '3 hours ago'],
		[-day, 'yesterday'],
		[-29 * day, '29 days ago'],
		[-45 * day, 'last month'],
		[-800 * day, '2 years ago'],
		[2 * day, 'in 2 days'],
	])('%s ms from now is "%s"', (distance, text) => {
		expect(relativeTime(now + distance, now, 'en')).toBe(text);
	});
});

describe('the nodes of the tree', () => {
	const table = (path: string, folder = 'file:///w'): TableNode => ({
		kind: 'table',
		table: { path, name: path },
		folder,
	});
	const column = (name: string): SchemaColumn => ({
		name,
		type: 'int',
		nullable: true,
		children: [],
		metadata: {},
		isPartition: false,
	});
	const columnNode = (of: TableNode, path: readonly string[]): TreeNode => ({
		kind: 'column',
		of,
		path,
		column: column(path.at(-1) ?? ''),
	});

	it('have ids of their own', () => {
		const a = table('/w/a');
		const nodes: TreeNode[] = [
			{ kind: 'folder', name: 'w', folder: 'file:///w' },
			a,
			table('/w/b'),
			table('/w/a', 'file:///w/a'),
			{ kind: 'columns', of: a },
			{ kind: 'versions', of: a },
			{ kind: 'moreVersions', of: a },
			columnNode(a, ['x']),
			columnNode(a, ['x', 'y']),
			columnNode(a, ['x,y']),
			{ kind: 'failure', parentId: nodeId(a), message: 'm' },
			{ kind: 'stopped', parentId: nodeId(a) },
		];
		expect(new Set(nodes.map(nodeId)).size).toBe(nodes.length);
	});

	it('keep their ids when they are read again', () => {
		expect(nodeId(columnNode(table('/w/a'), ['x']))).toBe(nodeId(columnNode(table('/w/a'), ['x'])));
	});
});
