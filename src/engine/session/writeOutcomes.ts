import { DeltaError } from '../../delta/fault';
import type { ParsedQuery, Statement, TableReference } from '../../sql/statement';
import { appendToTable } from '../append';
import { createTableAsSelect } from '../createTable';
import type { Engine } from '../engine';
import { nameCorruptFile } from '../nameCorruptFile';
import type { WriteResult } from '../transaction';
import type { WriteSource } from '../writerContext';
import type { Outcome } from './outcome';
import { type PreparedQuery, writeSourceOf } from './preparedQuery';
import { queryFault } from './queryFault';
import type { ExecuteOptions } from './queryOutcome';
import type { TableNames } from './tableNames';

/** What writing needs of a session. */
export interface WritingSession {
	readonly engine: Engine;
	readonly names: TableNames;
	prepare(query: ParsedQuery, signal: AbortSignal): Promise<PreparedQuery>;
}

type StatementOf<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>;

/** `CREATE TABLE … AS SELECT`. @throws {DeltaError} like `createTableAsSelect`. */
export async function createTable(
	session: WritingSession,
	statement: StatementOf<'createTableAsSelect'>,
	options: ExecuteOptions,
): Promise<Outcome> {
	const { table, replace, provider, position, location, comment } = statement;
	if (replace) throw unsupported(position, 'CREATE OR REPLACE TABLE is not supported');
	if (provider !== 'delta')
		throw unsupported(position, `tables of ${provider} cannot be made, only of delta`);
	const tablePath = session.names.newPath(table, location);
	const result = await withSource(session, statement.query, options, (source) =>
		createTableAsSelect(session.engine.writer, {
			tablePath,
			name: nameOf(table),
			ifNotExists: statement.ifNotExists,
			partitionColumns: statement.partitionColumns,
			...(comment === undefined ? {} : { comment }),
			properties: statement.properties,
			sources: [source],
			...options,
		}),
	);
	return done(session, result);
}

/** `INSERT INTO`. @throws {DeltaError} like `appendToTable`. */
export async function insertInto(
	session: WritingSession,
	{ table, columns, query }: StatementOf<'insertInto'>,
	options: ExecuteOptions,
): Promise<Outcome> {
	const { signal } = options;
	const tablePath = await session.names.pathOf(table, [], signal);
	const base = await session.engine.withSnapshot({ path: tablePath }, signal, async (snapshot) => snapshot);
	const result = await withSource(session, query, options, (source, { snapshots }) =>
		appendToTable(session.engine.writer, {
			tablePath,
			base,
			...(columns ? { columns } : {}),
			sources: [source],
			readsTable: snapshots.some((snapshot) => snapshot.tablePath === tablePath),
			...options,
		}),
	);
	return done(session, result);
}

async function withSource(
	session: WritingSession,
	query: ParsedQuery,
	{ signal }: ExecuteOptions,
	write: (source: WriteSource, prepared: PreparedQuery) => Promise<WriteResult>,
): Promise<WriteResult> {
	const { engine } = session;
	const prepared = await session.prepare(query, signal);
	try {
		return await write(await writeSourceOf(engine, prepared, signal), prepared);
	} catch (error) {
		signal.throwIfAborted();
		const tables = prepared.snapshots.map(({ tablePath }) => tablePath);
		const fault = queryFault(error, { tables, memoryLimit: engine.memoryLimit });
		throw await nameCorruptFile(fault, { ...prepared, database: engine.database, signal });
	} finally {
		prepared.release();
	}
}

function done({ names }: WritingSession, { metrics, version }: WriteResult): Outcome {
	names.forget();
	return { kind: 'done', metrics, ...(version === undefined ? {} : { version }) };
}

function nameOf({ path, parts }: TableReference): string {
	return path === undefined ? (parts ?? []).join('.') : `delta.\`${path}\``;
}

function unsupported(position: Statement['position'], message: string): DeltaError {
	return new DeltaError({ code: 'sql', errorClass: 'UNSUPPORTED_FEATURE', message, position });
}
