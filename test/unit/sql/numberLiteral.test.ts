import { describe, expect, it } from 'vitest';
import { sqlTypeName } from '../../../src/delta/schema';
import { numberLiteral } from '../../../src/sql/syntax/numberLiteral';

describe('numberLiteral', () => {
	it.each([
		['1', '', 'int', '1'],
		['2147483647', '', 'int', '2147483647'],
		['2147483648', '', 'bigint', '2147483648'],
		['2147483648', '-', 'int', '-2147483648'],
		['9223372036854775808', '', 'decimal(19,0)', '9223372036854775808'],
		['9223372036854775808', '-', 'bigint', '-9223372036854775808'],
		['5L', '', 'bigint', '5'],
		['5S', '', 'smallint', '5'],
		['128Y', '-', 'tinyint', '-128'],
		['1.50', '', 'decimal(3,2)', '1.50'],
		['.05', '', 'decimal(2,2)', '0.05'],
		['1.', '', 'decimal(1,0)', '1'],
		['1e3', '', 'double', '1E3'],
		['1.5D', '', 'double', '1.5'],
		['1.5F', '', 'float', '1.5'],
		['1.5BD', '', 'decimal(2,1)', '1.5'],
		['12e-1BD', '', 'decimal(2,1)', '1.2'],
		['12e2BD', '', 'decimal(4,0)', '1200'],
	] as const)('reads %s with sign %j as %s', (text, sign, type, value) => {
		const literal = numberLiteral(text, sign);
		if (typeof literal === 'string') throw new Error(literal);
		expect([sqlTypeName(literal.type), literal.value]).toEqual([type, value]);
	});

	it.each([
		'128Y',
		'32768S',
		'9223372036854775808L',
		'1e400',
		'1e39F',
		'1.5L',
		`${'9'.repeat(39)}`,
		'1e101BD',
	])('refuses %s', (text) => {
		expect(typeof numberLiteral(text, '')).toBe('string');
	});
});
