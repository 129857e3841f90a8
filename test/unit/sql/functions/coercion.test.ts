import { expect, it } from 'vitest';
import { type DataType, sqlTypeName } from '../../../../src/delta/schema';
import { castExpression, duckdbType } from '../../../../src/sql/functions/casts';
import { commonType } from '../../../../src/sql/functions/coercion';
import {
	arrayOf,
	binaryType,
	booleanType,
	dateType,
	doubleType,
	floatType,
	integerType,
	longType,
	mapOf,
	stringType,
	structOf,
	timestampType,
	voidType,
} from '../../../../src/sql/functions/sparkTypes';

const decimal = (precision: number, scale: number): DataType => ({ kind: 'decimal', precision, scale });

it.each<[readonly DataType[], string | undefined]>([
	[[integerType, longType], 'bigint'],
	[[integerType, floatType], 'double'],
	[[decimal(10, 2), integerType], 'decimal(12,2)'],
	[[decimal(38, 0), decimal(38, 10)], 'decimal(38,0)'],
	[[decimal(10, 2), doubleType], 'double'],
	[[stringType, integerType], 'bigint'],
	[[integerType, stringType, decimal(5, 2)], 'double'],
	[[dateType, timestampType], 'timestamp'],
	[[voidType, stringType], 'string'],
	[[arrayOf(integerType), arrayOf(longType)], 'array<bigint>'],
	[[booleanType, integerType], undefined],
	[[binaryType, integerType], undefined],
])('brings %j to %s', (types, expected) => {
	const common = commonType(types);
	expect(common && sqlTypeName(common)).toBe(expected);
});

it('writes DuckDB types with quoted field names', () => {
	const type = structOf([
		['a "b"', mapOf(stringType, arrayOf(timestampType))],
		['c', decimal(10, 2)],
	]);
	expect(duckdbType(type)).toBe(
		'STRUCT("a ""b""" MAP(VARCHAR, TIMESTAMP WITH TIME ZONE[]), "c" DECIMAL(10,2))',
	);
});

it('refuses the casts that Spark refuses', () => {
	expect(castExpression('x', integerType, dateType, 'ansi')).toBeUndefined();
	expect(castExpression('x', booleanType, timestampType, 'ansi')).toBeUndefined();
	expect(castExpression('x', arrayOf(integerType), integerType, 'ansi')).toBeUndefined();
	expect(
		castExpression('x', structOf([['a', integerType]]), structOf([['a', dateType]]), 'ansi'),
	).toBeUndefined();
});
