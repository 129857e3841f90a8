import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { DeltaError } from '../delta/fault';
import type { CallContext, Handlers } from '../rpc/contract';
import type { EngineApi, EngineProgress, RunStatementsRequest, StatementResult } from '../rpc/engine';
import type { WireRow } from '../rpc/values';
import { describeTable } from './describeTable';
import type { Engine } from './engine';
import { findTables } from './findTables';
import { tableHistory } from './history';
import { countRows, readRows } from './rows';
import type { Outcome } from './session/outcome';
import { Session } from './session/session';
import { wireColumns } from './wireColumn';

/** Most rows that one call of `readRows` gives. */
const maxPageRows = 10_000;

/** Answers `EngineApi` out of one engine. */
export function engineHandlers(engine: Engine): Handlers<EngineApi> {
	const sessions = new Map<string, Session>();
	return {
		findTables: ({ folder, exclude, maxDepth }, { signal }) =>
			findTables({ folder: resolve(folder), exclude, maxDepth, signal }),

		describeTable: (at, { signal }) =>
			engine.withSnapshot(at, signal, async (snapshot) => describeTable(snapshot)),

		tableHistory: ({ path, limit }, { signal }) =>
			tableHistory(engine.store, resolve(path), { ...(limit === undefined ? {} : { limit }), signal }),

		countRows: (at, { signal }) =>
			engine.withSnapshot(at, signal, async (snapshot) => ({
				version: snapshot.version,
				rowCount: await countRows(engine, snapshot, signal),
			})),

		readRows: ({ path, version, start, end }, { signal }) =>
			engine.withSnapshot({ path, version }, signal, async (snapshot) => {
				const first = Math.max(0, start);
				const last = Math.min(end, first + maxPageRows);
				return { start: first, rows: await readRows(engine, snapshot, { start: first, end: last, signal }) };
			}),

		async openSession({ folder }) {
			const sessionId = randomUUID();
			sessions.set(sessionId, new Session(engine, resolve(folder)));
			return { sessionId };
		},

		async closeSession({ sessionId }) {
			sessions.delete(sessionId);
		},

		async runStatements(request, context) {
			const session = sessions.get(request.sessionId);
			if (session) return runStatements(session, request, context);
			throw new DeltaError({ code: 'engineStopped', reason: 'the session is gone' });
		},
	};
}

async function runStatements(
	session: Session,
	{ sql, maxRows }: RunStatementsRequest,
	{ signal, report }: CallContext,
): Promise<void> {
	const tell = (progress: EngineProgress) => report(progress);
	const onProgress = (percentage: number) => tell({ kind: 'working', percentage });
	let started = performance.now();
	for await (const outcome of session.execute(sql, { signal, onProgress })) {
		const result = await collect(outcome, maxRows);
		tell({ kind: 'statementDone', result: { ...result, elapsedMs: performance.now() - started } });
		started = performance.now();
	}
}

type Collected =
	| Omit<Extract<StatementResult, { kind: 'rows' }>, 'elapsedMs'>
	| Omit<Extract<StatementResult, { kind: 'done' }>, 'elapsedMs'>;

async function collect(outcome: Outcome, maxRows: number): Promise<Collected> {
	if (outcome.kind === 'done') return outcome;
	const rows: WireRow[] = [];
	for await (const batch of outcome.rows) {
		rows.push(...batch);
		if (rows.length > maxRows) break;
	}
	return {
		kind: 'rows',
		columns: wireColumns(outcome.schema),
		rows: rows.slice(0, maxRows),
		truncated: rows.length > maxRows,
	};
}
