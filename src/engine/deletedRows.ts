import { mapInOrder } from '../base/mapInOrder';
import type { DeletionVectorDescriptor } from '../delta/actions';
import { isInside } from '../delta/dataFilePath';
import { decodeDeletionVector, decodeDeletionVectorFile, deletionVectorFile } from '../delta/deletionVector';
import { DeltaError } from '../delta/fault';
import type { Database } from '../duckdb/database';
import { loadDeletedRows } from '../duckdb/tableScan';
import type { ObjectStore } from '../storage/objectStore';
import { assertFilesInside } from './confinedFiles';
import type { Snapshot } from './snapshot';

/** Row numbers, ascending, of the rows that are deleted in a file, by the file's ordinal. */
export type DeletedRows = ReadonlyMap<number, BigUint64Array>;

export interface FileAccess {
	readonly database: Database;
	readonly store: ObjectStore;
	/** Whether files outside of a table's folder may be read. */
	readonly allowOutside: boolean;
}

/** How many deletion vectors are read at a time. */
const readAhead = 16;

/**
 * The deleted rows of a snapshot, which from then on are a table of the database too.
 *
 * @throws {DeltaError} `corruptData`, `dataFileNotFound`, `pathOutsideTable`; never with a part of the rows.
 */
export function deletedRowsOf(
	access: FileAccess,
	snapshot: Snapshot,
	signal: AbortSignal,
): Promise<DeletedRows> {
	return snapshot.deletedRows.get(async () => {
		const deleted = new Map<number, BigUint64Array>();
		if (snapshot.files.filesWithDeletionVector === 0) return deleted;
		const vectors = await descriptorsOf(access.database, snapshot, signal);
		if (!access.allowOutside) await assertVectorsInside(snapshot.tablePath, vectors, signal);
		const read = ({ descriptor }: Vector) => readVector(access, snapshot.tablePath, descriptor, signal);
		for await (const [{ ordinal }, rows] of mapInOrder(vectors, read, readAhead)) deleted.set(ordinal, rows);
		const entries = [...deleted].map(([ordinal, rows]) => ({ ordinal, rows }));
		await loadDeletedRows(access.database, snapshot.files, entries, signal);
		return deleted;
	});
}

interface Vector {
	readonly ordinal: number;
	readonly descriptor: DeletionVectorDescriptor;
}

async function descriptorsOf(
	database: Database,
	{ files, tablePath }: Snapshot,
	signal: AbortSignal,
): Promise<readonly Vector[]> {
	const { rows } = await database.run(
		`SELECT ordinal, dvStorageType, dvPathOrInlineDv, dvOffset, dvSizeInBytes, dvCardinality
			FROM ${files.table} WHERE dvStorageType IS NOT NULL ORDER BY ordinal`,
		{ signal },
	);
	return rows.map(([ordinal, storageType, pathOrInlineDv, offset, sizeInBytes, cardinality]) => {
		if (storageType !== 'u' && storageType !== 'p' && storageType !== 'i') {
			throw new DeltaError({
				code: 'corruptLog',
				file: `${tablePath}/_delta_log`,
				reason: `a deletion vector has the storage type ${JSON.stringify(storageType)}`,
			});
		}
		return {
			ordinal: Number(ordinal),
			descriptor: {
				storageType,
				pathOrInlineDv: String(pathOrInlineDv),
				...(offset === null ? {} : { offset: Number(offset) }),
				sizeInBytes: Number(sizeInBytes),
				cardinality: Number(cardinality),
			},
		};
	});
}

async function assertVectorsInside(
	tablePath: string,
	vectors: readonly Vector[],
	signal: AbortSignal,
): Promise<void> {
	const files = vectors.flatMap(({ descriptor }) => {
		const location = deletionVectorFile(descriptor, tablePath);
		return location.kind === 'inline' ? [] : [location.path];
	});
	const outside = files.find((file) => !isInside(tablePath, file));
	if (outside !== undefined) {
		throw new DeltaError({ code: 'pathOutsideTable', table: tablePath, file: outside });
	}
	await assertFilesInside(tablePath, files, signal);
}

async function readVector(
	{ store }: FileAccess,
	tablePath: string,
	descriptor: DeletionVectorDescriptor,
	signal: AbortSignal,
): Promise<BigUint64Array> {
	const location = deletionVectorFile(descriptor, tablePath);
	if (location.kind === 'inline') {
		return decodeDeletionVector(location.data, descriptor.cardinality, `${tablePath}/_delta_log`);
	}
	const { path, start, end } = location;
	let bytes: Uint8Array;
	try {
		bytes = await store.readRange(path, start, end, { signal });
	} catch (error) {
		if (error instanceof DeltaError && error.fault.code === 'storage' && error.fault.kind === 'notFound') {
			throw new DeltaError({ code: 'dataFileNotFound', file: path, table: tablePath }, { cause: error });
		}
		throw error;
	}
	return decodeDeletionVectorFile(bytes, descriptor, path);
}
