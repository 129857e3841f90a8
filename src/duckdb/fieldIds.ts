import { listValue } from '@duckdb/node-api';
import { fieldId, physicalName } from '../delta/columnMapping';
import { DeltaError } from '../delta/fault';
import type { DataType, StructField } from '../delta/schema';
import type { Database } from './database';
import { exactFileText } from './exactFile';
import type { TableColumns } from './scanColumns';
import type { SnapshotFiles } from './snapshotFiles';

/** A column of a Parquet file, or a part of one. */
interface ParquetNode {
	readonly name: string;
	readonly id: number | undefined;
	readonly children: readonly ParquetNode[];
}

/**
 * Makes sure that the files of a table with column mapping by id can be read: top-level columns are found by their
 * ids, but fields inside of them by their names. So each file must have ids, and inside of its columns ids and names
 * must agree with the table's.
 *
 * Reads footers only, those of files with the same columns as one query.
 *
 * @throws {DeltaError} `corruptData`, naming a file that does not.
 * @throws {Error} DuckDB's own, for a footer that cannot be read.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#reader-requirements-for-column-mapping
 */
export async function assertFieldIds(
	database: Database,
	{ schema, mode, partitionColumns }: TableColumns,
	{ table }: SnapshotFiles,
	signal: AbortSignal,
): Promise<void> {
	if (mode !== 'id') return;
	const partitions = new Set(partitionColumns.map((name) => name.toLowerCase()));
	const fields = schema.fields.filter(({ name }) => !partitions.has(name.toLowerCase()));
	for (const { file, root } of await distinctSchemas(database, table, signal)) {
		const refuse = (reason: string) => new DeltaError({ code: 'corruptData', file, reason });
		if (root.children.length > 0 && !root.children.some(({ id }) => id !== undefined)) {
			throw refuse('the file has no field ids, by which the columns of this table are found');
		}
		for (const field of fields) {
			const column = root.children.find(({ id }) => id !== undefined && id === fieldId(field));
			const problem = column && problemInside(column, field.type);
			if (problem) throw refuse(`inside of the column ${field.name} ${problem}`);
		}
	}
}

async function distinctSchemas(
	database: Database,
	table: string,
	signal: AbortSignal,
): Promise<readonly { readonly file: string; readonly root: ParquetNode }[]> {
	const locations = await database.run(`SELECT ${exactFileText('location')} FROM ${table} ORDER BY ordinal`, {
		signal,
	});
	if (locations.rows.length === 0) return [];
	const { rows } = await database.run(
		`SELECT min(file_name), nodes FROM (
			SELECT file_name, to_json(list([name, coalesce(num_children, 0)::VARCHAR, field_id::VARCHAR] ORDER BY column_id))::VARCHAR AS nodes
			FROM parquet_schema($locations) GROUP BY file_name
		) GROUP BY nodes`,
		{ values: { locations: listValue(locations.rows.map(([location]) => location ?? null)) }, signal },
	);
	return rows.map(([file, nodes]) => ({ file: String(file), root: treeOf(JSON.parse(String(nodes))) }));
}

/** Parquet lists the nodes of a schema depth first, each with its number of children. */
function treeOf(nodes: readonly (readonly [string, string, string | null])[]): ParquetNode {
	const rest = nodes[Symbol.iterator]();
	const next = (): ParquetNode => {
		const { value } = rest.next();
		if (!value) throw new Error('a Parquet schema has fewer nodes than it says');
		const [name, numChildren, id] = value;
		const children = Array.from({ length: Number(numChildren) }, next);
		return { name, id: id === null ? undefined : Number(id), children };
	};
	return next();
}

function problemInside(node: ParquetNode, type: DataType): string | undefined {
	switch (type.kind) {
		case 'struct':
			return firstOf(type.fields, (field) => problemOfField(node, field));
		case 'array':
			return problemInside(elementOf(node), type.elementType);
		case 'map': {
			const [key = node, value = node] = node.children[0]?.children ?? [];
			return problemInside(key, type.keyType) ?? problemInside(value, type.valueType);
		}
		default:
			return undefined;
	}
}

function problemOfField({ children }: ParquetNode, field: StructField): string | undefined {
	const id = fieldId(field);
	const name = physicalName(field, 'id');
	const byId = children.find((child) => child.id !== undefined && child.id === id);
	const byName = children.find((child) => child.name.toLowerCase() === name.toLowerCase());
	if (byId !== byName)
		return `the field ${field.name} has another id or another name than in the table's schema`;
	return byId && problemInside(byId, field.type);
}

/** Lists have one level of their own between them and their elements, in old files none. */
function elementOf(list: ParquetNode): ParquetNode {
	const [repeated] = list.children;
	if (!repeated) return list;
	const [element, ...more] = repeated.children;
	const isElement = more.length > 0 || repeated.name === 'array' || repeated.name === `${list.name}_tuple`;
	return element && !isElement ? element : repeated;
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
	for (const item of items) {
		const found = find(item);
		if (found !== undefined) return found;
	}
	return undefined;
}
