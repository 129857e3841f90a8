import type { Metadata } from '../delta/actions';
import { columnMappingMode, fieldId } from '../delta/columnMapping';
import { DeltaError } from '../delta/fault';
import { assertWritable } from '../delta/features';
import { canPartitionBy } from '../delta/partitionValue';
import { parseSchema, type StructField, type StructType, sqlTypeName } from '../delta/schema';
import { quoteName } from '../sql/functions/duckdbText';
import { writeDataFiles } from './dataFiles';
import { type StoredColumn, storedColumns } from './storedColumns';
import { commitAppend, type TableState, type WriteResult } from './transaction';
import type { WriteOptions, WriterContext, WriteSource } from './writerContext';

export interface AppendRequest extends WriteOptions {
	/** Absolute folder of the table. */
	readonly tablePath: string;
	/** The table as it is read; its latest version or one shortly before. */
	readonly base: TableState;
	/** The columns that the source fills, by name; absent for all, by position. */
	readonly columns?: readonly string[];
	/** All with the columns of the first; each begins a new data file. */
	readonly sources: readonly [WriteSource, ...WriteSource[]];
	/** Whether a source reads the table itself. */
	readonly readsTable: boolean;
}

/**
 * `INSERT INTO`: appends the rows of queries to a table as one commit, at the next free version.
 *
 * When it rejects the table is as it was.
 *
 * @throws {DeltaError} `unsupportedFeatures` before anything is written, when the table asks more of its writers than
 * this one does; `sql` for columns that do not match and values that do not fit; `concurrentCommit`; `storage`.
 * @throws the signal's reason when aborted before the commit.
 */
export async function appendToTable(context: WriterContext, request: AppendRequest): Promise<WriteResult> {
	const { tablePath, base, signal, onProgress } = request;
	const { protocol, metadata } = base;
	assertWritable(protocol, metadata, tablePath);
	const schema = parseSchema(metadata.schemaString, tablePath);
	const mode = columnMappingMode(protocol, metadata, tablePath);
	const columns = storedColumns(schema, metadata.partitionColumns, mode);
	assertStorable(columns, metadata, { tablePath, isMapped: mode !== 'none' });
	const [first, ...rest] = request.sources;
	const files = await writeDataFiles(context, {
		tablePath,
		columns,
		partitionColumns: partitionColumnsOf(columns, metadata),
		mode,
		configuration: metadata.configuration,
		sources: [first, ...rest].map((source) => arrange(source, schema, request.columns)),
		signal,
		...(onProgress ? { onProgress } : {}),
	});
	return commitAppend(context, {
		tablePath,
		base,
		operation: 'WRITE',
		operationParameters: { mode: 'Append', partitionBy: JSON.stringify(metadata.partitionColumns) },
		setUp: [],
		files,
		readsTable: request.readsTable,
		signal,
	});
}

/** Refuses what no table feature announces and this writer does not do. */
function assertStorable(
	columns: readonly StoredColumn[],
	{ configuration }: Metadata,
	{ tablePath, isMapped }: { readonly tablePath: string; readonly isMapped: boolean },
): void {
	const codec = configuration['delta.parquet.compression.codec'] ?? 'zstd';
	const format = configuration['delta.parquet.format.version'] ?? '1.0.0';
	const features = [
		...(codec.toLowerCase() === 'zstd' ? [] : [`delta.parquet.compression.codec ${codec}`]),
		...(format === '1.0.0' ? [] : [`delta.parquet.format.version ${format}`]),
		...columns
			.filter(({ field }) => hasLengthLimit(field))
			.map(({ field }) => `length limit of ${field.name}`),
		...columns
			.filter(({ isPartition, type }) => isPartition && !canPartitionBy(type))
			.map(({ field }) => `partition column ${field.name} of type ${sqlTypeName(field.type)}`),
		...(isMapped && columns.some(({ field }) => fieldId(field) === undefined)
			? ['columnMapping without column ids']
			: []),
	];
	if (features.length === 0) return;
	throw new DeltaError({ code: 'unsupportedFeatures', path: tablePath, operation: 'write', features });
}

/** Spark keeps `char(n)` and `varchar(n)` as strings with this metadata, wherever in the type they are. */
function hasLengthLimit({ metadata }: StructField): boolean {
	return '__CHAR_VARCHAR_TYPE_STRING' in metadata;
}

function partitionColumnsOf(
	columns: readonly StoredColumn[],
	{ partitionColumns }: Metadata,
): readonly StoredColumn[] {
	return partitionColumns.map((name) => {
		const column = columns.find(({ field }) => field.name.toLowerCase() === name.toLowerCase());
		if (column) return column;
		throw new DeltaError({
			code: 'corruptLog',
			file: '_delta_log',
			reason: `the schema has no partition column ${name}`,
		});
	});
}

/** The source with one column for each of the table's, in its order; NULL where the statement gives none. */
function arrange(source: WriteSource, schema: StructType, names: readonly string[] | undefined): WriteSource {
	if (!names) {
		assertArity(source.schema.fields.length, schema.fields.length);
		return source;
	}
	assertArity(source.schema.fields.length, names.length);
	const positions = positionsOf(names, schema);
	const inputs = source.schema.fields.map((_, index) => `given${index}`);
	const chosen = schema.fields.map((field) => {
		const position = positions.get(field);
		const given = position === undefined ? undefined : source.schema.fields[position];
		if (given) return { text: `given${position}`, field: { ...given, name: field.name } };
		if (field.nullable) {
			return {
				text: 'NULL',
				field: { name: field.name, type: { kind: 'void' }, nullable: true, metadata: {} },
			};
		}
		throw refusal(
			'DELTA_NOT_NULL_CONSTRAINT_VIOLATED',
			`NOT NULL constraint violated for column: ${field.name}, which gets no value`,
		);
	}) satisfies readonly { readonly text: string; readonly field: StructField }[];
	const list = chosen.map(({ text, field }) => `${text} AS ${quoteName(field.name)}`).join(', ');
	return {
		...source,
		sql: `SELECT ${list} FROM (${source.sql}) AS given(${inputs.join(', ')})`,
		schema: { kind: 'struct', fields: chosen.map(({ field }) => field) },
	};
}

/** Where in the statement's column list each field stands. */
function positionsOf(names: readonly string[], schema: StructType): ReadonlyMap<StructField, number> {
	const positions = new Map<StructField, number>();
	for (const [index, name] of names.entries()) {
		const field = schema.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
		if (!field) throw refusal('UNRESOLVED_COLUMN.WITH_SUGGESTION', `the table has no column ${name}`);
		if (positions.has(field)) throw refusal('COLUMN_ALREADY_EXISTS', `the column ${name} is named twice`);
		positions.set(field, index);
	}
	return positions;
}

function assertArity(given: number, wanted: number): void {
	if (given === wanted) return;
	throw refusal(
		given < wanted
			? 'INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS'
			: 'INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS',
		`the query has ${given} columns where ${wanted} are wanted`,
	);
}

function refusal(errorClass: string, message: string): DeltaError {
	return new DeltaError({ code: 'sql', errorClass, message });
}
