import { type ColumnMappingMode, fieldId, physicalName } from '../delta/columnMapping';
import type { DataType, StructField, StructType } from '../delta/schema';
import type { FieldIds } from '../duckdb/parquetWriter';

/** A top-level column as data files, partition values and statistics know it. */
export interface StoredColumn {
	/** As the table's schema has it. */
	readonly field: StructField;
	readonly physicalName: string;
	/** The column's type, with physical names for the fields nested in it. */
	readonly type: DataType;
	readonly isPartition: boolean;
}

/** The columns of a table in the order of its schema. */
export function storedColumns(
	schema: StructType,
	partitionColumns: readonly string[],
	mode: ColumnMappingMode,
): readonly StoredColumn[] {
	// Old tables spell partition columns in another case than the schema does.
	const partitions = new Set(partitionColumns.map((name) => name.toLowerCase()));
	return schema.fields.map((field) => ({
		field,
		physicalName: physicalName(field, mode),
		type: physicalType(field.type, mode),
		isPartition: partitions.has(field.name.toLowerCase()),
	}));
}

function physicalType(type: DataType, mode: ColumnMappingMode): DataType {
	switch (type.kind) {
		case 'struct':
			return {
				kind: 'struct',
				fields: type.fields.map((field) => ({
					...field,
					name: physicalName(field, mode),
					type: physicalType(field.type, mode),
				})),
			};
		case 'array':
			return { ...type, elementType: physicalType(type.elementType, mode) };
		case 'map':
			return {
				...type,
				keyType: physicalType(type.keyType, mode),
				valueType: physicalType(type.valueType, mode),
			};
		default:
			return type;
	}
}

/**
 * The Parquet field ids of columns and of the fields nested in them. The protocol gives ids to fields of structs, not
 * to elements, keys and values.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#writer-requirements-for-column-mapping
 */
export function fieldIdsOf(columns: readonly StoredColumn[]): readonly FieldIds[] {
	return columns.flatMap(({ field, physicalName: name, type }) => fieldIdsOfNode(name, fieldId(field), type));
}

/** Empty for a node without an id that has none below it either. */
function fieldIdsOfNode(name: string, id: number | undefined, type: DataType): readonly FieldIds[] {
	const children = childNodes(type).flatMap((child) => fieldIdsOfNode(child.name, child.id, child.type));
	if (id === undefined && children.length === 0) return [];
	return [{ name, ...(id === undefined ? {} : { id }), children }];
}

function childNodes(type: DataType): readonly { name: string; id: number | undefined; type: DataType }[] {
	switch (type.kind) {
		case 'struct':
			return type.fields.map((field) => ({ name: field.name, id: fieldId(field), type: field.type }));
		case 'array':
			return [{ name: 'element', id: undefined, type: type.elementType }];
		case 'map':
			return [
				{ name: 'key', id: undefined, type: type.keyType },
				{ name: 'value', id: undefined, type: type.valueType },
			];
		default:
			return [];
	}
}
