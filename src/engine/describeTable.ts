import { basename } from 'node:path';
import { supportedFeatures } from '../delta/features';
import type { DataType, StructField } from '../delta/schema';
import { sqlTypeName } from '../delta/schema';
import type { SchemaColumn, TableDescription } from '../rpc/engine';
import type { Snapshot } from './snapshot';
import { wireColumn } from './wireColumn';

/** What there is to know about a table at one version without reading its rows. */
export function describeTable(snapshot: Snapshot): TableDescription {
	const { tablePath, version, metadata, protocol, schema, partitionColumns, files } = snapshot;
	const isPartition = (name: string) =>
		partitionColumns.some((column) => column.toLowerCase() === name.toLowerCase());
	return {
		path: tablePath,
		name: metadata.name ?? basename(tablePath),
		version,
		columns: schema.fields.map((field) => schemaColumn(field, isPartition(field.name))),
		partitionColumns,
		properties: metadata.configuration,
		...(metadata.description !== undefined && { description: metadata.description }),
		protocol: {
			minReaderVersion: protocol.minReaderVersion,
			minWriterVersion: protocol.minWriterVersion,
			features: supportedFeatures(protocol),
		},
		numFiles: files.numFiles,
		sizeInBytes: files.sizeInBytes,
		...(metadata.createdTime !== undefined && { createdAt: new Date(metadata.createdTime).toISOString() }),
	};
}

function schemaColumn(field: StructField, isPartition: boolean): SchemaColumn {
	return {
		...wireColumn(field),
		children: childrenOf(field.type),
		metadata: field.metadata,
		isPartition,
	};
}

function childrenOf(type: DataType): readonly SchemaColumn[] {
	switch (type.kind) {
		case 'struct':
			return type.fields.map((field) => schemaColumn(field, false));
		case 'array':
			return [part('element', type.elementType, type.containsNull)];
		case 'map':
			return [part('key', type.keyType, false), part('value', type.valueType, type.valueContainsNull)];
		default:
			return [];
	}
}

function part(name: string, type: DataType, nullable: boolean): SchemaColumn {
	return {
		name,
		type: sqlTypeName(type),
		nullable,
		children: childrenOf(type),
		metadata: {},
		isPartition: false,
	};
}
