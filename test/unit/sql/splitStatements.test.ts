import { describe, expect, it } from 'vitest';
import { splitStatements } from '../../../src/sql/splitStatements';
import { faultOf } from './faultOf';

describe('splitStatements', () => {
	it.each([
		['a; b', ['a', 'b']],
		["select ';' ; x", ["select ';'", 'x']],
		["select 'it''s; \\'; '; x", ["select 'it''s; \\'; '", 'x']],
		['select `a;b`; x', ['select `a;b`', 'x']],
		['a -- no; split\n; b', ['a', 'b']],
		['a /* ; /* ; */ ; */ b; c', ['a /* ; /* ; */ ; */ b', 'c']],
		[';;  ; \n -- nothing\n', []],
		['  a  ;', ['a']],
	])('cuts %j', (text, expected) => {
		expect(splitStatements(text).map((statement) => statement.text)).toEqual(expected);
	});

	it('gives the offsets of each statement in the text', () => {
		const text = '-- é😀\n select 1 ;\tselect 2';
		for (const { text: statement, start, end } of splitStatements(text)) {
			expect(text.slice(start, end)).toBe(statement);
		}
		expect(splitStatements(text).map(({ start }) => start)).toEqual([8, 19]);
	});

	it.each([
		["select 'a", 1, 8],
		['a;\nselect `b', 2, 8],
		['a /* b', 1, 3],
		['select €', 1, 8],
	])('names where %j breaks off', (text, line, column) => {
		expect(faultOf(() => splitStatements(text))).toMatchObject({ code: 'sql', position: { line, column } });
	});
});
