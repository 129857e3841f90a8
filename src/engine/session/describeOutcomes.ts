import { readHistory } from '../../delta/commitHistory';
import { supportedFeatures } from '../../delta/features';
import { commitFileName } from '../../delta/logFileName';
import { type StructField, type StructType, sqlTypeName } from '../../delta/schema';
import type { WireRow, WireValue } from '../../rpc/values';
import { logStoreOf } from '../../storage/objectLogStore';
import type { ObjectStore } from '../../storage/objectStore';
import { textValues } from '../history';
import type { Snapshot } from '../snapshot';
import { type Outcome, rowsOutcome } from './outcome';
import { resultSchema, types } from './resultSchema';

const historySchema = resultSchema({
	version: types.long,
	timestamp: types.timestamp,
	userId: types.string,
	userName: types.string,
	operation: types.string,
	operationParameters: types.stringMap,
	job: types.string,
	notebook: types.string,
	clusterId: types.string,
	readVersion: types.long,
	isolationLevel: types.string,
	isBlindAppend: types.boolean,
	operationMetrics: types.stringMap,
	userMetadata: types.string,
	engineInfo: types.string,
});

/** `DESCRIBE HISTORY`, with Spark's columns; what Databricks alone fills (`job`, `notebook`, `clusterId`) is NULL. */
export async function historyOutcome(
	store: ObjectStore,
	tablePath: string,
	{ limit, signal }: { readonly limit?: number; readonly signal: AbortSignal },
): Promise<Outcome> {
	const log = logStoreOf(store, tablePath);
	const entries = await readHistory(log, { ...(limit === undefined ? {} : { limit }), signal });
	const rows = entries.map(
		({ version, timestampMs, commitInfo = {} }): WireRow => [
			version,
			wireTimestamp(timestampMs),
			commitInfo.userId ?? null,
			commitInfo.userName ?? null,
			commitInfo.operation ?? null,
			wireMap(textValues(commitInfo.operationParameters)),
			null,
			null,
			null,
			commitInfo.readVersion ?? null,
			commitInfo.isolationLevel ?? null,
			commitInfo.isBlindAppend ?? null,
			wireMap(textValues(commitInfo.operationMetrics)),
			commitInfo.userMetadata ?? null,
			commitInfo.engineInfo ?? null,
		],
	);
	return rowsOutcome(historySchema, rows);
}

const detailSchema = resultSchema({
	format: types.string,
	id: types.string,
	name: types.string,
	description: types.string,
	location: types.string,
	createdAt: types.timestamp,
	lastModified: types.timestamp,
	partitionColumns: types.strings,
	clusteringColumns: types.strings,
	numFiles: types.long,
	sizeInBytes: types.long,
	properties: types.stringMap,
	minReaderVersion: types.integer,
	minWriterVersion: types.integer,
	tableFeatures: types.strings,
	statistics: types.longMap,
});

/** `DESCRIBE DETAIL`, with Spark's columns. */
export async function detailOutcome(
	store: ObjectStore,
	snapshot: Snapshot,
	signal: AbortSignal,
): Promise<Outcome> {
	const { tablePath, metadata, protocol, files, partitionColumns } = snapshot;
	const lastModified = await lastModifiedOf(store, snapshot, signal);
	return rowsOutcome(detailSchema, [
		[
			metadata.format.provider === 'parquet' ? 'delta' : metadata.format.provider,
			metadata.id,
			metadata.name ?? null,
			metadata.description ?? null,
			`file:${tablePath}`,
			metadata.createdTime === undefined ? null : wireTimestamp(metadata.createdTime),
			lastModified === undefined ? null : wireTimestamp(lastModified),
			partitionColumns,
			clusteringColumns(snapshot),
			files.numFiles,
			files.sizeInBytes,
			wireMap(metadata.configuration),
			protocol.minReaderVersion,
			protocol.minWriterVersion,
			[...supportedFeatures(protocol)].sort(),
			[['numDeletionVectors', files.filesWithDeletionVector]],
		],
	]);
}

/** As Spark has it: the time of the last commit alone, not made greater than that of the one before. */
async function lastModifiedOf(
	store: ObjectStore,
	{ tablePath, version, commitInfo }: Snapshot,
	signal: AbortSignal,
): Promise<number | undefined> {
	if (commitInfo?.inCommitTimestamp !== undefined) return commitInfo.inCommitTimestamp;
	const stat = await logStoreOf(store, tablePath).stat(commitFileName(version), { signal });
	return stat?.modificationTimeMs;
}

const describeSchema = resultSchema({
	col_name: types.string,
	data_type: types.string,
	comment: types.string,
});

/** `DESCRIBE TABLE`, as Spark lays it out: the columns, then the partition columns. */
export function describeOutcome(schema: StructType, partitionColumns: readonly string[]): Outcome {
	const partitions = partitionColumns.flatMap((name) =>
		schema.fields.filter((field) => field.name.toLowerCase() === name.toLowerCase()),
	);
	const headings: readonly WireRow[] = [
		['# Partition Information', '', ''],
		['# col_name', 'data_type', 'comment'],
	];
	return rowsOutcome(describeSchema, [
		...schema.fields.map(columnRow),
		...(partitions.length > 0 ? [...headings, ...partitions.map(columnRow)] : []),
	]);
}

function columnRow({ name, type, metadata }: StructField): WireRow {
	const comment = metadata['comment'];
	return [name, sqlTypeName(type), typeof comment === 'string' ? comment : null];
}

/** Names of the columns that a table is clustered by; writers put them down as paths of names. */
function clusteringColumns({ domains, schema }: Snapshot): readonly string[] {
	const domain = domains.get('delta.clustering');
	if (!domain) return [];
	const configuration: unknown = JSON.parse(domain.configuration);
	const columns =
		typeof configuration === 'object' && configuration !== null && 'clusteringColumns' in configuration
			? configuration.clusteringColumns
			: [];
	if (!Array.isArray(columns)) return [];
	return columns.map((column: unknown) => {
		const path = Array.isArray(column) ? column.map(String) : [String(column)];
		return logicalPath(schema, path).join('.');
	});
}

function logicalPath(schema: StructType, path: readonly string[]): readonly string[] {
	const [first, ...rest] = path;
	if (first === undefined) return [];
	const field = schema.fields.find(
		({ name, metadata }) => metadata['delta.columnMapping.physicalName'] === first || name === first,
	);
	if (!field) return path;
	return [field.name, ...(field.type.kind === 'struct' ? logicalPath(field.type, rest) : rest)];
}

function wireTimestamp(epochMillis: number): string {
	return new Date(epochMillis).toISOString().replace('Z', '000Z');
}

function wireMap(record: Readonly<Record<string, string>>): WireValue {
	return Object.entries(record).map(([key, value]) => [key, value]);
}
