import { type ColumnMappingMode, fieldId, physicalName } from '../delta/columnMapping';
import { DeltaError } from '../delta/fault';
import type { DataType, StructField, StructType } from '../delta/schema';
import { quoteName, quoteText } from './database';
import { duckdbTypeText } from './duckdbTypes';

/** What a table's columns are, seen from its data files. */
export interface TableColumns {
	/** The table, for errors. */
	readonly tablePath: string;
	readonly schema: StructType;
	/** Names of the columns whose values are in the log, in the order of the metadata. */
	readonly partitionColumns: readonly string[];
	readonly mode: ColumnMappingMode;
}

/** How to select a table's columns out of `read_parquet(…) AS r` and its files `AS f`. */
export interface ScanColumns {
	/** The `schema` argument of `read_parquet`: it renames all columns, so none can hide `filename` or `file_row_number`. */
	readonly parquetSchema: string;
	/** One text a column, in the order of the schema: `expression AS "name"`. */
	readonly select: readonly string[];
	/** The same columns without a row, as a whole query. */
	readonly empty: string;
	readonly usesPartitionValues: boolean;
}

/** `read_parquet` needs at least one column; this one is in no file. */
const noColumns = `MAP {2147483647: {name: 'none', type: 'INTEGER', default_value: NULL}}`;

/**
 * Plans how the columns of a table are read.
 *
 * Parquet columns are matched without case where they are matched by name; what a file lacks is NULL.
 *
 * @throws {DeltaError} `unsupportedFeatures` for types that are not read, `corruptLog` for a mapped column without id.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#reader-requirements-for-column-mapping
 */
export function scanColumns(columns: TableColumns): ScanColumns {
	const { schema, partitionColumns, mode } = columns;
	const nameOf = (field: Pick<StructField, 'name' | 'metadata'>) => physicalName(field as StructField, mode);
	const entries: string[] = [];
	let usesPartitionValues = false;
	const select = schema.fields.map((field, index) => {
		assertReadableType(field.type, columns);
		const partition = partitionColumns.findIndex((name) => sameColumn(name, field.name));
		const name = quoteName(field.name);
		if (partition >= 0) {
			usesPartitionValues = true;
			return `f.p${partition} AS ${name}`;
		}
		if (field.type.kind === 'void') return `CAST(NULL AS ${duckdbTypeText(field.type)}) AS ${name}`;
		const key = mode === 'id' ? idOf(field, columns) : quoteText(physicalName(field, mode));
		const type = quoteText(duckdbTypeText(field.type, nameOf));
		entries.push(`${key}: {name: 'c${index}', type: ${type}, default_value: NULL}`);
		return `${renamed(`r.c${index}`, field.type, nameOf)} AS ${name}`;
	});
	const nulls = schema.fields.map(
		(field) => `CAST(NULL AS ${duckdbTypeText(field.type)}) AS ${quoteName(field.name)}`,
	);
	return {
		parquetSchema: entries.length === 0 ? noColumns : `MAP {${entries.join(', ')}}`,
		select,
		empty: `SELECT ${nulls.join(', ')} WHERE false`,
		usesPartitionValues,
	};
}

/** The fields of the partition columns, in the order of the metadata. */
export function partitionFields({
	tablePath,
	schema,
	partitionColumns,
}: Pick<TableColumns, 'tablePath' | 'schema' | 'partitionColumns'>): readonly StructField[] {
	return partitionColumns.map((name) => {
		const field = schema.fields.find((candidate) => sameColumn(candidate.name, name));
		if (field) return field;
		throw new DeltaError({
			code: 'corruptLog',
			file: `${tablePath}/_delta_log`,
			reason: `the partition column ${name} is not in the schema`,
		});
	});
}

/** Delta's column names are unique without regard to case, and old writers mixed the cases. */
function sameColumn(a: string, b: string): boolean {
	return a === b || a.toLowerCase() === b.toLowerCase();
}

function idOf(field: StructField, { tablePath }: TableColumns): string {
	const id = fieldId(field);
	if (id !== undefined) return String(id);
	throw new DeltaError({
		code: 'corruptLog',
		file: `${tablePath}/_delta_log`,
		reason: `the column ${field.name} has no delta.columnMapping.id`,
	});
}

function assertReadableType(type: DataType, columns: TableColumns): void {
	switch (type.kind) {
		case 'variant':
			throw new DeltaError({
				code: 'unsupportedFeatures',
				path: columns.tablePath,
				operation: 'read',
				features: ['variantType'],
			});
		case 'array':
			assertReadableType(type.elementType, columns);
			break;
		case 'map':
			assertReadableType(type.keyType, columns);
			assertReadableType(type.valueType, columns);
			break;
		case 'struct':
			for (const field of type.fields) assertReadableType(field.type, columns);
			break;
		default:
	}
}

type NameOf = (field: Pick<StructField, 'name' | 'metadata'>) => string;

/** Gives the fields inside a value the names of the schema; the value itself where they have them already. */
function renamed(value: string, type: DataType, nameOf: NameOf): string {
	if (!needsRename(type, nameOf)) return value;
	switch (type.kind) {
		case 'array':
			return `list_transform(${value}, lambda e: ${renamed('e', type.elementType, nameOf)})`;
		case 'map': {
			const key = renamed('e.key', type.keyType, nameOf);
			const inner = renamed('e.value', type.valueType, nameOf);
			return `map_from_entries(list_transform(map_entries(${value}), lambda e: struct_pack("key" := ${key}, "value" := ${inner})))`;
		}
		case 'struct': {
			const fields = type.fields.map(
				(field) =>
					`${quoteName(field.name)} := ${renamed(`struct_extract(${value}, ${quoteText(nameOf(field))})`, field.type, nameOf)}`,
			);
			return `CASE WHEN ${value} IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`;
		}
		default:
			return value;
	}
}

function needsRename(type: DataType, nameOf: NameOf): boolean {
	switch (type.kind) {
		case 'array':
			return needsRename(type.elementType, nameOf);
		case 'map':
			return needsRename(type.keyType, nameOf) || needsRename(type.valueType, nameOf);
		case 'struct':
			return type.fields.some((field) => nameOf(field) !== field.name || needsRename(field.type, nameOf));
		default:
			return false;
	}
}
