import type { Metadata, Protocol } from './actions';
import { DeltaError } from './fault';
import type { StructField } from './schema';

/** How columns are found in data files. @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#column-mapping */
export type ColumnMappingMode = 'none' | 'name' | 'id';

/**
 * The mode of a table. The property counts only where the protocol supports column mapping.
 *
 * @param path the table, for errors.
 * @throws {DeltaError} `corruptLog` for a mode that the protocol does not know.
 */
export function columnMappingMode(protocol: Protocol, metadata: Metadata, path: string): ColumnMappingMode {
	const { minReaderVersion, readerFeatures } = protocol;
	const supported =
		minReaderVersion === 2 || (minReaderVersion === 3 && readerFeatures?.includes('columnMapping') === true);
	if (!supported) return 'none';
	const property = metadata.configuration['delta.columnMapping.mode'] ?? 'none';
	const mode = property.toLowerCase();
	if (mode === 'none' || mode === 'name' || mode === 'id') return mode;
	throw new DeltaError({
		code: 'corruptLog',
		file: path,
		reason: `delta.columnMapping.mode is ${JSON.stringify(property)}`,
	});
}

/**
 * The name of a field in data files, and so in partition values and statistics too: in both mapped modes its
 * physical name. A field without one keeps its own.
 */
export function physicalName(field: StructField, mode: ColumnMappingMode): string {
	if (mode === 'none') return field.name;
	const name = field.metadata['delta.columnMapping.physicalName'];
	return typeof name === 'string' ? name : field.name;
}

/** The Parquet `field_id` of a field; `undefined` when its metadata has none. */
export function fieldId(field: StructField): number | undefined {
	const id = field.metadata['delta.columnMapping.id'];
	return typeof id === 'number' && Number.isInteger(id) ? id : undefined;
}
