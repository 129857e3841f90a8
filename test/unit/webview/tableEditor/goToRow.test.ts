import { expect, it } from 'vitest';
import { parseRowNumber } from '../../../../webview/tableEditor/goToRow';

it.each([
	['1', 0],
	['73,456,789', 73_456_788],
	[' 5 000 ', 4999],
	["1'000", 999],
	['100000000', 99_999_999],
	['100000001', undefined],
	['0', undefined],
	['-3', undefined],
	['12a', undefined],
	['', undefined],
])('reads the row number %j as index %s', (text, row) => {
	expect(parseRowNumber(text, 100_000_000)).toBe(row);
});
