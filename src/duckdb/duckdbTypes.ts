import {
	type DuckDBDecimalType,
	type DuckDBListType,
	type DuckDBMapType,
	type DuckDBStructType,
	type DuckDBType,
	DuckDBTypeId,
} from '@duckdb/node-api';
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

const primitiveKinds: Readonly<Partial<Record<DuckDBTypeId, PrimitiveKind>>> = {
	[DuckDBTypeId.BOOLEAN]: 'boolean',
	[DuckDBTypeId.TINYINT]: 'byte',
	[DuckDBTypeId.SMALLINT]: 'short',
	[DuckDBTypeId.UTINYINT]: 'short',
	[DuckDBTypeId.INTEGER]: 'integer',
	[DuckDBTypeId.USMALLINT]: 'integer',
	[DuckDBTypeId.BIGINT]: 'long',
	[DuckDBTypeId.UINTEGER]: 'long',
	[DuckDBTypeId.FLOAT]: 'float',
	[DuckDBTypeId.DOUBLE]: 'double',
	[DuckDBTypeId.VARCHAR]: 'string',
	[DuckDBTypeId.ENUM]: 'string',
	[DuckDBTypeId.UUID]: 'string',
	[DuckDBTypeId.BLOB]: 'binary',
	[DuckDBTypeId.DATE]: 'date',
	[DuckDBTypeId.TIMESTAMP]: 'timestamp_ntz',
	[DuckDBTypeId.TIMESTAMP_S]: 'timestamp_ntz',
	[DuckDBTypeId.TIMESTAMP_MS]: 'timestamp_ntz',
	[DuckDBTypeId.TIMESTAMP_NS]: 'timestamp_ntz',
	[DuckDBTypeId.TIMESTAMP_TZ]: 'timestamp',
	[DuckDBTypeId.SQLNULL]: 'void',
	[DuckDBTypeId.VARIANT]: 'variant',
};

/**
 * The smallest Delta type that holds every value of a DuckDB type.
 *
 * HUGEINT and the unsigned 64-bit integers become `decimal(38,0)` and `decimal(20,0)`.
 *
 * @returns `undefined` for types that Delta has nothing for, such as intervals and unions.
 */
export function deltaTypeOf(type: DuckDBType): DataType | undefined {
	switch (type.typeId) {
		case DuckDBTypeId.DECIMAL: {
			const { width, scale } = type as DuckDBDecimalType;
			return { kind: 'decimal', precision: width, scale };
		}
		case DuckDBTypeId.HUGEINT:
			return { kind: 'decimal', precision: 38, scale: 0 };
		case DuckDBTypeId.UBIGINT:
			return { kind: 'decimal', precision: 20, scale: 0 };
		case DuckDBTypeId.LIST: {
			const elementType = deltaTypeOf((type as DuckDBListType).valueType);
			return elementType && { kind: 'array', elementType, containsNull: true };
		}
		case DuckDBTypeId.MAP:
			return mapTypeOf(type as DuckDBMapType);
		case DuckDBTypeId.STRUCT:
			return structTypeOf(type as DuckDBStructType);
		default: {
			const kind = primitiveKinds[type.typeId];
			return kind && { kind };
		}
	}
}

function mapTypeOf(type: DuckDBMapType): DataType | undefined {
	const keyType = deltaTypeOf(type.keyType);
	const valueType = deltaTypeOf(type.valueType);
	return keyType && valueType && { kind: 'map', keyType, valueType, valueContainsNull: true };
}

function structTypeOf({ entryNames, entryTypes }: DuckDBStructType): DataType | undefined {
	const fields = entryNames.flatMap((name, index) => {
		const duckdbType = entryTypes[index];
		const type = duckdbType && deltaTypeOf(duckdbType);
		return type ? [{ name, type, nullable: true, metadata: {} }] : [];
	});
	return fields.length === entryNames.length ? { kind: 'struct', fields } : undefined;
}
