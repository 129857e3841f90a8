import { DeltaError } from '../delta/fault';
import { duckdbFault } from '../duckdb/duckdbFault';
import { scanColumns } from '../duckdb/scanColumns';
import { sliceQuery } from '../duckdb/tableScan';
import { wireEncoders, wireRows } from '../duckdb/wireValues';
import type { WireRow } from '../rpc/values';
import { deletedRowsOf, type FileAccess } from './deletedRows';
import { nameCorruptFile } from './nameCorruptFile';
import type { QueryDatabases } from './queryDatabases';
import { assertReachable } from './reachableFiles';
import { type LiveSlice, physicalRow, rowCountOf, rowIndexOf, slicesOf } from './rowIndex';
import type { Snapshot } from './snapshot';

/** What reading rows works with. */
export interface RowAccess extends FileAccess {
	readonly memoryLimit: string;
	/** Links inside of a table may lead out of it; the locked database does not follow them. */
	readonly queries: QueryDatabases;
}

/**
 * Number of rows of a snapshot, from the log's statistics where it has them.
 *
 * @throws {DeltaError} `dataFileNotFound` or `corruptData` when a footer is needed and cannot be read.
 */
export async function countRows(access: RowAccess, snapshot: Snapshot, signal: AbortSignal): Promise<number> {
	return guarded(access, snapshot, signal, async () => {
		await assertReachable(access, snapshot, signal);
		return rowCountOf(await rowIndexOf(access, snapshot, signal));
	});
}

/**
 * The rows `[start, end)` of a snapshot in the table's own order; fewer only beyond its last row. Reads only the files
 * and row groups that hold them.
 *
 * @throws {DeltaError} `dataFileNotFound`, `corruptData`, also when a file has another number of rows than the log says.
 */
export async function readRows(
	access: RowAccess,
	snapshot: Snapshot,
	{ start, end, signal }: { readonly start: number; readonly end: number; readonly signal: AbortSignal },
): Promise<readonly WireRow[]> {
	return guarded(access, snapshot, signal, async () => {
		await assertReachable(access, snapshot, signal);
		const index = await rowIndexOf(access, snapshot, signal);
		const rows: WireRow[] = [];
		for (const slice of slicesOf(index, Math.max(0, start), end)) {
			rows.push(...(await readSlice(access, snapshot, slice, signal)));
		}
		return rows;
	});
}

async function readSlice(
	access: RowAccess,
	snapshot: Snapshot,
	{ ordinal, location, start, end }: LiveSlice,
	signal: AbortSignal,
): Promise<readonly WireRow[]> {
	const deleted = (await deletedRowsOf(access, snapshot, signal)).get(ordinal);
	const query = sliceQuery(scanColumns(snapshot), snapshot.files, location, {
		ordinal,
		start: physicalRow(deleted, start),
		end: physicalRow(deleted, end - 1) + 1,
		hasDeletedRows: deleted !== undefined,
	});
	const { database, release } = await access.queries.acquire([snapshot], signal);
	const rows: WireRow[] = [];
	try {
		const { chunks } = await database.stream(query, { signal });
		const encoders = wireEncoders(snapshot.schema);
		for await (const chunk of chunks) rows.push(...wireRows(chunk, encoders));
	} finally {
		release();
	}
	if (rows.length === end - start) return rows;
	throw new DeltaError({
		code: 'corruptData',
		file: location,
		reason: 'the file has another number of rows than the log says',
	});
}

async function guarded<T>(
	{ database, memoryLimit }: RowAccess,
	snapshot: Snapshot,
	signal: AbortSignal,
	read: () => Promise<T>,
): Promise<T> {
	try {
		return await read();
	} catch (error) {
		signal.throwIfAborted();
		const fault = duckdbFault(error, { tables: [snapshot.tablePath], memoryLimit }) ?? error;
		throw await nameCorruptFile(fault, { database, snapshots: [snapshot], signal });
	}
}
