import { describe, expect, it } from 'vitest';
import { parseSchema, serializeSchema, sqlTypeName } from '../../../src/delta/schema';
import { faultOf } from './memoryLog';

const field = (name: string, type: unknown, more: object = {}): object => ({
	name,
	type,
	nullable: true,
	metadata: {},
	...more,
});
const schemaOf = (...fields: readonly object[]): string => JSON.stringify({ type: 'struct', fields });

const every = schemaOf(
	...[
		'string',
		'long',
		'integer',
		'short',
		'byte',
		'float',
		'double',
		'boolean',
		'binary',
		'date',
		'timestamp',
		'timestamp_ntz',
		'void',
		'variant',
		'decimal(38,18)',
	].map((type) => field(type, type)),
	field('list', { type: 'array', elementType: 'long', containsNull: false }),
	field('map', {
		type: 'map',
		keyType: 'string',
		valueType: { type: 'struct', fields: [field('x y', 'date', { nullable: false })] },
		valueContainsNull: true,
	}),
	field('kept', 'long', { nullable: false, metadata: { comment: 'c', deep: { a: [1, null] } } }),
);

describe('a schema', () => {
	it('survives being read and written, with all metadata', () => {
		expect(JSON.parse(serializeSchema(parseSchema(every, 'f')))).toEqual(JSON.parse(every));
	});

	it('has the types that Spark names', () => {
		const { fields } = parseSchema(every, 'f');
		expect(fields.map(({ type }) => sqlTypeName(type))).toEqual([
			'string',
			'bigint',
			'int',
			'smallint',
			'tinyint',
			'float',
			'double',
			'boolean',
			'binary',
			'date',
			'timestamp',
			'timestamp_ntz',
			'void',
			'variant',
			'decimal(38,18)',
			'array<bigint>',
			'map<string,struct<x y:date>>',
			'bigint',
		]);
	});

	it('knows a decimal without digits as Spark does, and blanks inside one', () => {
		const { fields } = parseSchema(schemaOf(field('a', 'decimal'), field('b', 'decimal( 5 , 2 )')), 'f');
		expect(fields.map(({ type }) => sqlTypeName(type))).toEqual(['decimal(10,0)', 'decimal(5,2)']);
	});

	it('is nullable and without metadata where nothing is said', () => {
		const [a] = parseSchema(schemaOf({ name: 'a', type: 'long' }), 'f').fields;
		expect(a).toEqual({ name: 'a', type: { kind: 'long' }, nullable: true, metadata: {} });
	});

	it.each([
		'{',
		'"long"',
		'null',
		'{"type":"struct"}',
		'{"type":"strange","fields":[]}',
		schemaOf({ type: 'long' }),
		schemaOf(field('', 'long')),
		schemaOf(field('a', 'long'), field('A', 'long')),
		schemaOf(field('a', { type: 'struct', fields: [field('x', 'long'), field('x', 'long')] })),
		schemaOf(field('a', 3)),
		schemaOf(field('a', { type: 'array' })),
		schemaOf(field('a', 'decimal(39,2)')),
		schemaOf(field('a', 'decimal(3,4)')),
		schemaOf(field('a', 'decimal(0,0)')),
	])('is refused when it is %s', async (text) => {
		expect(await faultOf(() => parseSchema(text, 'f'))).toMatchObject({ code: 'corruptLog', file: 'f' });
	});

	it.each([
		['geometry(4326)', 'type geometry(4326)'],
		[{ type: 'struct', fields: [] }, 'type struct<>'],
	])('is refused by the name of a type that is not known or cannot be stored: %j', async (type, feature) => {
		const text = schemaOf(field('a', { type: 'array', elementType: type, containsNull: true }));
		expect(await faultOf(() => parseSchema(text, 'f'))).toEqual({
			code: 'unsupportedFeatures',
			path: 'f',
			operation: 'read',
			features: [feature],
		});
	});
});
