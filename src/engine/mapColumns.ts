import type { DataType, StructType } from '../delta/schema';

/**
 * Gives every field of a new table, nested ones included, its column mapping: an id and a physical name.
 *
 * @param newId gives UUIDs.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#writer-requirements-for-column-mapping
 */
export function mapColumns(
	schema: StructType,
	newId: () => string,
): { readonly schema: StructType; readonly maxColumnId: number } {
	let maxColumnId = 0;
	const mapStruct = (struct: StructType): StructType => ({
		kind: 'struct',
		fields: struct.fields.map((field) => {
			maxColumnId++;
			const metadata = {
				...field.metadata,
				'delta.columnMapping.id': maxColumnId,
				'delta.columnMapping.physicalName': `col-${newId()}`,
			};
			return { ...field, metadata, type: mapType(field.type) };
		}),
	});
	const mapType = (type: DataType): DataType => {
		switch (type.kind) {
			case 'struct':
				return mapStruct(type);
			case 'array':
				return { ...type, elementType: mapType(type.elementType) };
			case 'map':
				return { ...type, keyType: mapType(type.keyType), valueType: mapType(type.valueType) };
			default:
				return type;
		}
	};
	return { schema: mapStruct(schema), maxColumnId };
}
