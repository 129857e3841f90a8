import type { DataType } from '../../delta/schema';
import type { DuckdbValue } from '../../duckdb/database';
import { wireEncoders, wireRows } from '../../duckdb/wireValues';
import type { WireRow } from '../../rpc/values';
import type { Engine } from '../engine';
import { nameCorruptFile } from '../nameCorruptFile';
import type { Outcome } from './outcome';
import type { PreparedQuery } from './preparedQuery';
import { queryFault } from './queryFault';

export interface ExecuteOptions {
	readonly signal: AbortSignal;
	/** Gets a percentage from 0 to 100, where it is known. */
	readonly onProgress?: (percentage: number) => void;
}

/**
 * Starts a query. What goes wrong up to its first rows rejects here, before anything of it is shown.
 *
 * Releases the prepared query when its rows are read to the end or given up, or when it rejects.
 */
export async function queryOutcome(
	engine: Engine,
	prepared: PreparedQuery,
	options: ExecuteOptions,
): Promise<Outcome & { kind: 'rows' }> {
	const rows = batches(engine, prepared, options);
	const first = await rows.next();
	return { kind: 'rows', schema: prepared.compiled.schema, rows: startingWith(first, rows) };
}

/** Runs a query of one column and at most one row. */
export async function queryValue(
	engine: Engine,
	prepared: PreparedQuery,
	{ signal }: ExecuteOptions,
): Promise<{ readonly type: DataType; readonly value: DuckdbValue }> {
	const { compiled, snapshots, run } = prepared;
	try {
		const { database, release } = await engine.queries.acquire(snapshots, signal);
		try {
			const { rows } = await database.run(compiled.sql, { ...run, signal });
			const type = compiled.schema.fields[0]?.type ?? { kind: 'void' };
			return { type, value: rows[0]?.[0] ?? null };
		} finally {
			release();
		}
	} catch (error) {
		throw await translated(error, engine, prepared, signal);
	} finally {
		prepared.release();
	}
}

async function* batches(
	engine: Engine,
	prepared: PreparedQuery,
	{ signal, onProgress }: ExecuteOptions,
): AsyncGenerator<readonly WireRow[], void, undefined> {
	const { compiled, snapshots, run } = prepared;
	try {
		const { database, release } = await engine.queries.acquire(snapshots, signal);
		try {
			const { chunks } = await database.stream(compiled.sql, {
				...run,
				signal,
				...(onProgress ? { onProgress } : {}),
			});
			const encoders = wireEncoders(compiled.schema);
			for await (const chunk of chunks) yield wireRows(chunk, encoders);
		} finally {
			release();
		}
	} catch (error) {
		throw await translated(error, engine, prepared, signal);
	} finally {
		prepared.release();
	}
}

async function* startingWith(
	first: IteratorResult<readonly WireRow[], void>,
	rest: AsyncGenerator<readonly WireRow[], void, undefined>,
): AsyncGenerator<readonly WireRow[], void, undefined> {
	try {
		if (!first.done) yield first.value;
		yield* rest;
	} finally {
		await rest.return();
	}
}

async function translated(
	error: unknown,
	{ database, memoryLimit }: Engine,
	{ snapshots }: PreparedQuery,
	signal: AbortSignal,
): Promise<unknown> {
	if (signal.aborted) return signal.reason;
	const fault = queryFault(error, { tables: snapshots.map(({ tablePath }) => tablePath), memoryLimit });
	return nameCorruptFile(fault, { database, snapshots, signal });
}
