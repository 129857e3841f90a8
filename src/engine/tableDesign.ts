import type { Metadata, Protocol } from '../delta/actions';
import { type ColumnMappingMode, columnMappingMode } from '../delta/columnMapping';
import { DeltaError } from '../delta/fault';
import { canPartitionBy } from '../delta/partitionValue';
import { type DataType, type StructType, serializeSchema, sqlTypeName } from '../delta/schema';
import { assertColumnNames } from './columnNames';
import { mapColumns } from './mapColumns';
import type { WriterContext } from './writerContext';

/** A table that is not there yet. */
export interface TableDesign {
	readonly schema: StructType;
	readonly mode: ColumnMappingMode;
	/** As the schema spells them. */
	readonly partitionColumns: readonly string[];
	readonly protocol: Protocol;
	readonly metadata: Metadata;
}

export interface TableWish {
	/** Absolute folder, for errors. */
	readonly tablePath: string;
	/** Columns of the query that fills the table. */
	readonly schema: StructType;
	readonly partitionColumns: readonly string[];
	readonly comment?: string;
	readonly properties: Readonly<Record<string, string>>;
}

/**
 * Decides schema, protocol and metadata of a new table: the lowest protocol that its columns and properties allow.
 *
 * @throws {DeltaError} `sql` for what Delta does not allow; `unsupportedFeatures` for types and properties that ask for
 * features which this writer does not have.
 */
export function designTable(context: WriterContext, wish: TableWish): TableDesign {
	const { tablePath, properties, comment } = wish;
	assertProperties(properties, tablePath);
	assertTypes(wish.schema, tablePath);
	const isMapped = (properties['delta.columnMapping.mode'] ?? 'none').toLowerCase() !== 'none';
	assertColumnNames(wish.schema, { isMapped });
	const plain = nullableFields(wish.schema);
	const { schema, maxColumnId } = isMapped
		? mapColumns(plain, context.newId)
		: { schema: plain, maxColumnId: undefined };
	const protocol = protocolFor(schema, properties, isMapped);
	const partitionColumns = resolvePartitionColumns(schema, wish.partitionColumns);
	const metadata: Metadata = {
		id: context.newId(),
		...(comment === undefined ? {} : { description: comment }),
		format: { provider: 'parquet', options: {} },
		schemaString: serializeSchema(schema),
		partitionColumns,
		configuration: {
			...properties,
			...(maxColumnId === undefined ? {} : { 'delta.columnMapping.maxColumnId': String(maxColumnId) }),
		},
		createdTime: context.now(),
	};
	return {
		schema,
		mode: columnMappingMode(protocol, metadata, tablePath),
		partitionColumns,
		protocol,
		metadata,
	};
}

/** Properties of Delta's own that change nothing about how a table must be written. */
const harmlessProperties: readonly RegExp[] = [
	/^delta\.appendOnly$/,
	/^delta\.autoOptimize\b/,
	/^delta\.checkpointInterval$/,
	/^delta\.checkpoint\.writeStatsAs(?:Json|Struct)$/,
	/^delta\.dataSkippingNumIndexedCols$/,
	/^delta\.deletedFileRetentionDuration$/,
	/^delta\.enableChangeDataFeed$/,
	/^delta\.enableDeletionVectors$/,
	/^delta\.enableExpiredLogCleanup$/,
	/^delta\.isolationLevel$/,
	/^delta\.logRetentionDuration$/,
	/^delta\.setTransactionRetentionDuration$/,
	/^delta\.targetFileSize$/,
	/^delta\.tuneFileSizesForRewrites$/,
];

function assertProperties(properties: Readonly<Record<string, string>>, tablePath: string): void {
	const features = Object.entries(properties)
		.filter(([name]) => /^delta\./i.test(name))
		.filter(([name, value]) => !isSupported(name, value))
		.map(([name]) => `property ${name}`);
	if (features.length === 0) return;
	throw new DeltaError({ code: 'unsupportedFeatures', path: tablePath, operation: 'write', features });
}

function isSupported(name: string, value: string): boolean {
	if (name === 'delta.columnMapping.mode') return ['none', 'name', 'id'].includes(value.toLowerCase());
	if (name === 'delta.parquet.compression.codec') return value.toLowerCase() === 'zstd';
	return harmlessProperties.some((pattern) => pattern.test(name));
}

function assertTypes(schema: StructType, tablePath: string): void {
	const nested = schema.fields.flatMap(({ type }) => innerTypes(type));
	const refused = [
		...(nested.some(({ kind }) => kind === 'void') ? ['void inside of another type'] : []),
		...([...nested, ...schema.fields.map(({ type }) => type)].some(({ kind }) => kind === 'variant')
			? ['variantType']
			: []),
		...(schema.fields.every(({ type }) => type.kind === 'void') ? ['a table without typed columns'] : []),
	];
	if (refused.length === 0) return;
	throw new DeltaError({
		code: 'unsupportedFeatures',
		path: tablePath,
		operation: 'write',
		features: refused,
	});
}

/** The types nested in a type, itself left out. */
function innerTypes(type: DataType): readonly DataType[] {
	const children = childTypes(type);
	return [...children, ...children.flatMap(innerTypes)];
}

function childTypes(type: DataType): readonly DataType[] {
	switch (type.kind) {
		case 'struct':
			return type.fields.map((field) => field.type);
		case 'array':
			return [type.elementType];
		case 'map':
			return [type.keyType, type.valueType];
		default:
			return [];
	}
}

/** As Spark makes tables from queries: every column nullable, and of its metadata only the comment is kept. */
function nullableFields(schema: StructType): StructType {
	return {
		kind: 'struct',
		fields: schema.fields.map(({ name, type, metadata }) => ({
			name,
			type: nullableType(type),
			nullable: true,
			metadata: typeof metadata['comment'] === 'string' ? { comment: metadata['comment'] } : {},
		})),
	};
}

function nullableType(type: DataType): DataType {
	switch (type.kind) {
		case 'struct':
			return nullableFields(type);
		case 'array':
			return { kind: 'array', elementType: nullableType(type.elementType), containsNull: true };
		case 'map':
			return {
				kind: 'map',
				keyType: nullableType(type.keyType),
				valueType: nullableType(type.valueType),
				valueContainsNull: true,
			};
		default:
			return type;
	}
}

function resolvePartitionColumns(schema: StructType, wished: readonly string[]): readonly string[] {
	const fields = wished.map((name) => {
		const field = schema.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
		if (!field) throw refusal('DELTA_MISSING_PARTITION_COLUMN', `there is no column ${name} to partition by`);
		if (canPartitionBy(field.type)) return field;
		throw refusal(
			'INVALID_PARTITION_COLUMN_DATA_TYPE',
			`${name} cannot be a partition column: its type is ${sqlTypeName(field.type)}`,
		);
	});
	if (new Set(fields).size < fields.length) {
		throw refusal('DELTA_DUPLICATE_COLUMNS_FOUND', 'a column is named twice among the partition columns');
	}
	if (fields.length === schema.fields.length) {
		throw refusal('DELTA_CANNOT_USE_ALL_COLUMNS_FOR_PARTITION', 'not all columns can be partition columns');
	}
	return fields.map(({ name }) => name);
}

function refusal(errorClass: string, message: string): DeltaError {
	return new DeltaError({ code: 'sql', errorClass, message });
}

function protocolFor(
	schema: StructType,
	properties: Readonly<Record<string, string>>,
	isMapped: boolean,
): Protocol {
	const isOn = (name: string) => properties[name]?.toLowerCase() === 'true';
	const hasNtz = innerTypes(schema).some(({ kind }) => kind === 'timestamp_ntz');
	const changeFeed = isOn('delta.enableChangeDataFeed');
	const readerWriter = [
		...(hasNtz ? ['timestampNtz'] : []),
		...(isOn('delta.enableDeletionVectors') ? ['deletionVectors'] : []),
	];
	if (readerWriter.length === 0) {
		if (isMapped) return { minReaderVersion: 2, minWriterVersion: 5 };
		return { minReaderVersion: 1, minWriterVersion: changeFeed ? 4 : 2 };
	}
	const readerFeatures = [...readerWriter, ...(isMapped ? ['columnMapping'] : [])];
	const writerFeatures = ['appendOnly', 'invariants', ...(changeFeed ? ['changeDataFeed'] : [])];
	return {
		minReaderVersion: 3,
		minWriterVersion: 7,
		readerFeatures,
		writerFeatures: [...readerFeatures, ...writerFeatures],
	};
}
