import { describe, expect, it } from 'vitest';
import { canPartitionBy, partitionFolder, serializePartitionValue } from '../../../src/delta/partitionValue';
import type { DataType, PrimitiveKind } from '../../../src/delta/schema';

const of = (kind: PrimitiveKind, text: string | null): string | null =>
	serializePartitionValue({ kind }, text);

describe('a partition value in the log', () => {
	it('is the text of the value', () => {
		expect(of('string', ' a/b=é ')).toBe(' a/b=é ');
		expect(of('long', '-9223372036854775808')).toBe('-9223372036854775808');
		expect(of('boolean', 'true')).toBe('true');
		expect(of('date', '2024-01-31')).toBe('2024-01-31');
		expect(serializePartitionValue({ kind: 'decimal', precision: 5, scale: 2 }, '1.50')).toBe('1.50');
	});

	it('is null for null and for the empty string', () => {
		expect(of('string', null)).toBeNull();
		expect(of('string', '')).toBeNull();
	});

	it('names floating point numbers that are none as Java does', () => {
		expect(['inf', '-inf', 'nan', '1e+20', '1.5'].map((text) => of('double', text))).toEqual([
			'Infinity',
			'-Infinity',
			'NaN',
			'1e+20',
			'1.5',
		]);
		expect(of('float', 'inf')).toBe('Infinity');
		expect(of('string', 'inf')).toBe('inf');
	});

	it('is a time stamp in UTC by ISO 8601, and one without a zone as it is', () => {
		expect(of('timestamp', '2024-01-31 23:59:59.123456+00')).toBe('2024-01-31T23:59:59.123456Z');
		expect(of('timestamp', '2024-01-31 00:00:00+00:00')).toBe('2024-01-31T00:00:00Z');
		expect(of('timestamp_ntz', '2024-01-31 23:59:59.5')).toBe('2024-01-31 23:59:59.5');
	});

	it('does not exist for types that have no such text', () => {
		const types: readonly DataType[] = [
			{ kind: 'binary' },
			{ kind: 'struct', fields: [] },
			{ kind: 'array', elementType: { kind: 'long' }, containsNull: true },
		];
		for (const type of types) {
			expect(canPartitionBy(type)).toBe(false);
			expect(() => serializePartitionValue(type, 'x')).toThrow(RangeError);
		}
		expect(canPartitionBy({ kind: 'timestamp_ntz' })).toBe(true);
	});
});

describe('the folder of a partition', () => {
	it('has a level for each column, in order', () => {
		expect(partitionFolder(['b', 'a'], { a: '1', b: 'x' })).toBe('b=x/a=1');
		expect(partitionFolder([], {})).toBe('');
	});

	it('escapes what would be misread', () => {
		expect(partitionFolder(['a=b'], { 'a=b': '12:30/x%?\n"é ü' })).toBe('a%3Db=12%3A30%2Fx%25%3F%0A%22é ü');
	});

	it('is named for null', () => {
		expect(partitionFolder(['a'], { a: null })).toBe('a=__HIVE_DEFAULT_PARTITION__');
	});
});
