import type { DataType, StructType } from '../../delta/schema';

const string: DataType = { kind: 'string' };

export const types = {
	string,
	boolean: { kind: 'boolean' },
	integer: { kind: 'integer' },
	long: { kind: 'long' },
	timestamp: { kind: 'timestamp' },
	strings: { kind: 'array', elementType: string, containsNull: true },
	stringMap: { kind: 'map', keyType: string, valueType: string, valueContainsNull: true },
	longMap: { kind: 'map', keyType: string, valueType: { kind: 'long' }, valueContainsNull: true },
} as const satisfies Record<string, DataType>;

/** The schema of a statement's own result: nullable columns without metadata, in the order of the object. */
export function resultSchema(columns: Readonly<Record<string, DataType>>): StructType {
	return {
		kind: 'struct',
		fields: Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
	};
}
