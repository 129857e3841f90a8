import { expect, it } from 'vitest';
import { sparkErrorClass } from '../../../../src/sql/functions/runtimeErrors';

it('reads the class that a generated expression put into the message', () => {
	expect(sparkErrorClass('Invalid Input Error: [DIVIDE_BY_ZERO] Division by zero')).toEqual({
		errorClass: 'DIVIDE_BY_ZERO',
		message: 'Division by zero',
	});
});

it.each([
	['Out of Range Error: Overflow in addition of INT64 (9223372036854775807 + 1)!', 'ARITHMETIC_OVERFLOW'],
	['Out of Range Error: Overflow in addition of INT8 (127 + 1)!', 'BINARY_ARITHMETIC_OVERFLOW'],
	[
		"Conversion Error: Type INT32 with value 300 can't be cast because the value is out of range for the destination type INT8",
		'CAST_OVERFLOW',
	],
	[
		'Conversion Error: Could not cast value 1000 to DECIMAL(3,1)',
		'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION',
	],
])('knows what Spark calls it: %s', (message, errorClass) => {
	expect(sparkErrorClass(message)?.errorClass).toBe(errorClass);
});

it('leaves errors that Spark does not have to others', () => {
	expect(sparkErrorClass('IO Error: Cannot open file "x.parquet"')).toBeUndefined();
});
