import type { Metadata, Protocol } from './actions';
import { DeltaError } from './fault';
import { type DataType, parseSchema, type StructField } from './schema';

/**
 * A table feature and what is done about it.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#table-features
 */
export interface TableFeature {
	readonly name: string;
	/** Whether readers must know it too. */
	readonly kind: 'writer' | 'readerWriter';
	/** Protocol version that implies it where features are not listed. */
	readonly legacyReaderVersion?: number;
	readonly legacyWriterVersion?: number;
	readonly canRead: boolean;
	/** Whether a plain append is correct on a table that supports it, given its metadata and schema. */
	readonly allowsAppend: (metadata: Metadata) => boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;

/** An append is right while the table has not set this property to true. */
function unlessEnabled(property: string): (metadata: Metadata) => boolean {
	return ({ configuration }) => configuration[property]?.toLowerCase() !== 'true';
}

/** An append is right while no field, nested ones included, carries metadata of this key. */
function unlessAnyField(hasKey: (key: string) => boolean): (metadata: Metadata) => boolean {
	return ({ schemaString, id }) =>
		!fieldsOf(parseSchema(schemaString, id)).some(({ metadata }) => Object.keys(metadata).some(hasKey));
}

const readerWriter = { kind: 'readerWriter', canRead: false, allowsAppend: never } as const;
const writer = { kind: 'writer', canRead: true, allowsAppend: never } as const;

/** Features of the protocol, of its accepted changes, and of implementations that went ahead of both. */
export const tableFeatures: readonly TableFeature[] = [
	{ ...writer, name: 'appendOnly', legacyWriterVersion: 2, allowsAppend: always },
	{
		...writer,
		name: 'invariants',
		legacyWriterVersion: 2,
		allowsAppend: unlessAnyField((key) => key === 'delta.invariants'),
	},
	{
		...writer,
		name: 'checkConstraints',
		legacyWriterVersion: 3,
		allowsAppend: ({ configuration }) =>
			!Object.keys(configuration).some((key) => key.toLowerCase().startsWith('delta.constraints.')),
	},
	// Rows that are only added need no change files: their data files are the change.
	{ ...writer, name: 'changeDataFeed', legacyWriterVersion: 4, allowsAppend: always },
	{
		...writer,
		name: 'generatedColumns',
		legacyWriterVersion: 4,
		allowsAppend: unlessAnyField((key) => key === 'delta.generationExpression'),
	},
	{
		...readerWriter,
		name: 'columnMapping',
		legacyReaderVersion: 2,
		legacyWriterVersion: 5,
		canRead: true,
		allowsAppend: always,
	},
	{
		...writer,
		name: 'identityColumns',
		legacyWriterVersion: 6,
		allowsAppend: unlessAnyField((key) => key.startsWith('delta.identity.')),
	},
	{
		...writer,
		name: 'allowColumnDefaults',
		allowsAppend: unlessAnyField((key) => key === 'CURRENT_DEFAULT'),
	},
	{ ...readerWriter, name: 'deletionVectors', canRead: true, allowsAppend: always },
	{ ...readerWriter, name: 'timestampNtz', canRead: true, allowsAppend: always },
	{ ...readerWriter, name: 'vacuumProtocolCheck', canRead: true, allowsAppend: always },
	{ ...readerWriter, name: 'v2Checkpoint' },
	{ ...writer, name: 'domainMetadata', allowsAppend: always },
	// Even where row ids are not enabled, a table that supports them wants a base row id for each added file.
	{ ...writer, name: 'rowTracking' },
	{
		...writer,
		name: 'inCommitTimestamp',
		allowsAppend: unlessEnabled('delta.enableInCommitTimestamps'),
	},
	{ ...readerWriter, name: 'typeWidening' },
	{ ...readerWriter, name: 'typeWidening-preview' },
	{ ...writer, name: 'clustering' },
	{ ...readerWriter, name: 'variantType' },
	{ ...readerWriter, name: 'variantType-preview' },
	{ ...readerWriter, name: 'variantShredding' },
	{ ...readerWriter, name: 'variantShredding-preview' },
	{ ...writer, name: 'icebergCompatV1', allowsAppend: unlessEnabled('delta.enableIcebergCompatV1') },
	{ ...writer, name: 'icebergCompatV2', allowsAppend: unlessEnabled('delta.enableIcebergCompatV2') },
	{ ...writer, name: 'icebergCompatV3' },
	{ ...writer, name: 'icebergWriterCompatV1' },
	{ ...writer, name: 'materializePartitionColumns' },
	{ ...writer, name: 'checkpointProtection' },
	{ ...writer, name: 'collations' },
	{ ...writer, name: 'collations-preview' },
	{ ...writer, name: 'columnMappingUsageTracking' },
	{ ...writer, name: 'inCommitTimestamp-preview' },
	{ ...writer, name: 'coordinatedCommits-preview' },
	{ ...writer, name: 'redirectWriterOnly-preview' },
	{ ...readerWriter, name: 'redirectReaderWriter-preview' },
	{ ...readerWriter, name: 'timestampNanos' },
	{ ...readerWriter, name: 'adaptiveMetadata' },
	{ ...readerWriter, name: 'adaptiveMetadata-preview' },
	{ ...readerWriter, name: 'geospatial' },
	{ ...readerWriter, name: 'geospatial-dev' },
	{ ...readerWriter, name: 'catalogManaged' },
	{ ...readerWriter, name: 'catalogOwned' },
	{ ...readerWriter, name: 'catalogOwned-preview' },
];

const featuresByName: ReadonlyMap<string, TableFeature> = new Map(
	tableFeatures.map((feature) => [feature.name, feature]),
);

/**
 * Refuses a table whose rows this reader might get wrong.
 *
 * @throws {DeltaError} `unsupportedFeatures`, naming all that is not supported.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#reader-version-requirements
 */
export function assertReadable(protocol: Protocol, metadata: Metadata | undefined, path: string): void {
	const features = [...versionProblems(protocol), ...unreadableFeatures(protocol)];
	if (metadata && metadata.format.provider.toLowerCase() !== 'parquet') {
		features.push(`format ${metadata.format.provider}`);
	}
	refuse(features, path, 'read');
}

/**
 * Refuses a table on which a plain append would break what the table asks of its writers.
 *
 * @throws {DeltaError} `unsupportedFeatures`, naming all that is not supported.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#writer-version-requirements
 */
export function assertWritable(protocol: Protocol, metadata: Metadata, path: string): void {
	assertReadable(protocol, metadata, path);
	const blocked = writerFeatureNames(protocol).filter(
		(name) => featuresByName.get(name)?.allowsAppend(metadata) !== true,
	);
	refuse([...writerVersionProblems(protocol), ...blocked], path, 'write');
}

/** The table features that a protocol supports, by name: those listed, or those that its versions imply. */
export function supportedFeatures(protocol: Protocol): readonly string[] {
	return [...new Set([...writerFeatureNames(protocol), ...(protocol.readerFeatures ?? [])])];
}

function versionProblems({ minReaderVersion, minWriterVersion, readerFeatures }: Protocol): string[] {
	if (minReaderVersion < 1 || minReaderVersion > 3) return [`reader version ${minReaderVersion}`];
	if (minReaderVersion < 3) return [];
	if (minWriterVersion !== 7) return [`reader version 3 with writer version ${minWriterVersion}`];
	return readerFeatures ? [] : ['reader version 3 without a list of features'];
}

/** A list that does not belong to the version is heeded all the same: its writer meant something by it. */
function unreadableFeatures({ readerFeatures = [] }: Protocol): readonly string[] {
	return readerFeatures.filter((name) => featuresByName.get(name)?.canRead !== true);
}

function writerVersionProblems({ minWriterVersion, writerFeatures }: Protocol): readonly string[] {
	if (minWriterVersion < 1 || minWriterVersion > 7) return [`writer version ${minWriterVersion}`];
	return minWriterVersion === 7 && !writerFeatures ? ['writer version 7 without a list of features'] : [];
}

function writerFeatureNames({ minWriterVersion, writerFeatures }: Protocol): readonly string[] {
	if (minWriterVersion >= 7) return writerFeatures ?? [];
	return tableFeatures
		.filter(
			({ legacyWriterVersion }) =>
				legacyWriterVersion !== undefined && legacyWriterVersion <= minWriterVersion,
		)
		.map(({ name }) => name);
}

function refuse(features: readonly string[], path: string, operation: 'read' | 'write'): void {
	if (features.length > 0) throw new DeltaError({ code: 'unsupportedFeatures', path, operation, features });
}

function fieldsOf(type: DataType): readonly StructField[] {
	switch (type.kind) {
		case 'struct':
			return type.fields.flatMap((field) => [field, ...fieldsOf(field.type)]);
		case 'array':
			return fieldsOf(type.elementType);
		case 'map':
			return [...fieldsOf(type.keyType), ...fieldsOf(type.valueType)];
		default:
			return [];
	}
}
