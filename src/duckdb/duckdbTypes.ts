import type { DataType, PrimitiveKind } from '../delta/schema';
import { quoteName } from './database';

const typeTexts = {
	string: 'VARCHAR',
	long: 'BIGINT',
	integer: 'INTEGER',
	short: 'SMALLINT',
	byte: 'TINYINT',
	float: 'FLOAT',
	double: 'DOUBLE',
	boolean: 'BOOLEAN',
	binary: 'BLOB',
	date: 'DATE',
	timestamp: 'TIMESTAMP WITH TIME ZONE',
	timestamp_ntz: 'TIMESTAMP',
	// DuckDB's own NULL type cannot be a member of other types; a void has no values, so any type holds it.
	void: 'INTEGER',
	variant: 'VARIANT',
} as const satisfies Record<PrimitiveKind, string>;

/**
 * DuckDB's name of the type that holds the values of a Delta type.
 *
 * @param nameOf the name of a field inside structs; the field's own unless a table maps its columns.
 */
export function duckdbTypeText(
	type: DataType,
	nameOf: (field: {
		readonly name: string;
		readonly metadata: Readonly<Record<string, unknown>>;
	}) => string = (field) => field.name,
): string {
	switch (type.kind) {
		case 'decimal':
			return `DECIMAL(${type.precision},${type.scale})`;
		case 'array':
			return `${duckdbTypeText(type.elementType, nameOf)}[]`;
		case 'map':
			return `MAP(${duckdbTypeText(type.keyType, nameOf)}, ${duckdbTypeText(type.valueType, nameOf)})`;
		case 'struct':
			return `STRUCT(${type.fields
				.map((field) => `${quoteName(nameOf(field))} ${duckdbTypeText(field.type, nameOf)}`)
				.join(', ')})`;
		default:
			return typeTexts[type.kind];
	}
}
