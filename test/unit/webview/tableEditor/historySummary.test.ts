import { describe, expect, it } from 'vitest';
import { changeText, parametersSummary } from '../../../../webview/tableEditor/historySummary';

const entry = {
	version: 1,
	timestampMs: 0,
	operation: 'WRITE',
	operationMetrics: {},
	filesAdded: 1,
	filesRemoved: 0,
};

describe('the summary of a commit', () => {
	it('leaves out parameters that say nothing', () => {
		const operationParameters = {
			mode: '"Append"',
			partitionBy: '[]',
			predicate: '["(id > 3)"]',
			zOrderBy: '[]',
		};
		expect(parametersSummary({ ...entry, operationParameters })).toBe(
			'mode: Append, predicate: ["(id > 3)"]',
		);
	});

	it.each([
		[3, 0, '+3 rows'],
		[1, 0, '+1 row'],
		[1, undefined, '+1 row'],
		[0, 2, '−2 rows'],
		[1, 1, '+1 −1 rows'],
		[1200, 7, '+1,200 −7 rows'],
		[0, 0, '0 rows'],
		[undefined, undefined, ''],
	])('says %s added and %s removed as "%s"', (added, removed, expected) => {
		expect(changeText(added, removed, 'row')).toBe(expected);
	});
});
