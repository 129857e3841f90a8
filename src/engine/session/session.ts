import { assertNever } from '../../base/assertNever';
import { DeltaError } from '../../delta/fault';
import { parseStatements } from '../../sql/parseStatements';
import type { ParsedQuery, Statement, TableReference } from '../../sql/statement';
import type { Engine } from '../engine';
import { type Binding, type Bindings, referenceKey, type TemporaryView } from './bindings';
import { describeOutcome, detailOutcome, historyOutcome } from './describeOutcomes';
import { nothing, type Outcome, rowsOutcome } from './outcome';
import { type PreparedQuery, prepareQuery, renameColumns } from './preparedQuery';
import { type ExecuteOptions, queryOutcome } from './queryOutcome';
import { resultSchema, types } from './resultSchema';
import { setConfiguration } from './settings';
import { TableNames } from './tableNames';
import { Variables } from './variables';
import { castToType, castValue, evaluate } from './variableValue';
import { createTable, insertInto } from './writeOutcomes';

const tablesSchema = resultSchema({
	namespace: types.string,
	tableName: types.string,
	isTemporary: types.boolean,
});

type StatementOf<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>;

/**
 * A conversation in SQL: its temporary views and variables live from statement to statement.
 *
 * Names stand for temporary views first, then for tables below the session's folder.
 */
export class Session {
	readonly engine: Engine;
	readonly names: TableNames;
	readonly variables = new Variables();
	/** By lower-case name. */
	readonly #views = new Map<string, TemporaryView>();

	/** @param folder absolute. */
	constructor(engine: Engine, folder: string) {
		this.engine = engine;
		this.names = new TableNames(folder);
	}

	/**
	 * Runs the statements of a text one after the other. Rows that are not read before the next statement is asked for
	 * are given up.
	 *
	 * @throws {DeltaError} for the text when it does not parse, before anything is run; for the first statement that
	 * fails, and then the ones after it are not run.
	 * @throws the signal's reason when aborted.
	 */
	async *execute(text: string, options: ExecuteOptions): AsyncGenerator<Outcome, void, undefined> {
		const statements = parseStatements(text);
		this.names.forget();
		for (const statement of statements) {
			options.signal.throwIfAborted();
			const outcome = await this.#run(statement, options);
			try {
				yield outcome;
			} finally {
				if (outcome.kind === 'rows') await outcome.rows[Symbol.asyncIterator]().return?.();
			}
		}
	}

	/** Loads what a query names and compiles it; the caller releases it. */
	async prepare(query: ParsedQuery, signal: AbortSignal): Promise<PreparedQuery> {
		const bindings = await this.#bind(query, signal);
		return prepareQuery(this.engine, { query, bindings, variables: this.variables }, signal);
	}

	async #run(statement: Statement, options: ExecuteOptions): Promise<Outcome> {
		switch (statement.kind) {
			case 'query':
				return queryOutcome(this.engine, await this.prepare(statement.query, options.signal), options);
			case 'createTableAsSelect':
				return createTable(this, statement, options);
			case 'insertInto':
				return insertInto(this, statement, options);
			case 'createTemporaryView':
				return this.#createView(statement, options.signal);
			case 'dropView':
				return this.#dropView(statement);
			case 'describeHistory':
			case 'describeDetail':
			case 'describeTable':
				return this.#describe(statement, options.signal);
			case 'showTables':
				return this.#showTables(options.signal);
			case 'declareVariable':
			case 'setVariable':
			case 'dropVariable':
				return this.#changeVariable(statement, options);
			case 'setConfiguration':
				return setConfiguration(statement, statement.position);
			default:
				return assertNever(statement);
		}
	}

	async #bind(query: ParsedQuery, signal: AbortSignal): Promise<Bindings> {
		const bindings = new Map<string, Binding>();
		for (const reference of query.tables) {
			const key = referenceKey(reference);
			if (!bindings.has(key)) bindings.set(key, await this.#binding(reference, signal));
		}
		return bindings;
	}

	async #binding(reference: TableReference, signal: AbortSignal): Promise<Binding> {
		const view = this.#viewOf(reference);
		if (view) return { kind: 'view', view };
		return { kind: 'table', path: await this.#pathOf(reference, signal) };
	}

	#viewOf(reference: TableReference): TemporaryView | undefined {
		const [name, ...more] = reference.parts ?? [];
		const view = name === undefined || more.length > 0 ? undefined : this.#views.get(name.toLowerCase());
		if (view && (reference.version !== undefined || reference.timestamp !== undefined)) {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'UNSUPPORTED_FEATURE.TIME_TRAVEL',
				message: `${view.name} is a view, and has no versions`,
				position: reference.position,
			});
		}
		return view;
	}

	#pathOf(reference: TableReference, signal: AbortSignal): Promise<string> {
		return this.names.pathOf(
			reference,
			[...this.#views.values()].map(({ name }) => name),
			signal,
		);
	}

	async #createView(
		{ name, replace, columns, query, position }: StatementOf<'createTemporaryView'>,
		signal: AbortSignal,
	): Promise<Outcome> {
		if (this.#views.has(name.toLowerCase()) && !replace) {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'TEMP_TABLE_OR_VIEW_ALREADY_EXISTS',
				message: `the view ${name} exists already`,
				position,
				hints: ['write CREATE OR REPLACE TEMPORARY VIEW, or drop it'],
			});
		}
		const bindings = await this.#bind(query, signal);
		const prepared = await prepareQuery(this.engine, { query, bindings, variables: this.variables }, signal);
		prepared.release();
		const { fields } = prepared.compiled.schema;
		if (columns && columns.length !== fields.length) {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'CREATE_VIEW_COLUMN_ARITY_MISMATCH',
				message: `the view names ${columns.length} columns, and its query has ${fields.length}`,
				position,
			});
		}
		assertDistinct(
			renameColumns(prepared.compiled.schema, columns).fields.map((field) => field.name),
			position,
		);
		this.#views.set(name.toLowerCase(), { name, query, bindings, ...(columns && { columns }) });
		return nothing;
	}

	#dropView({ name, ifExists, position }: StatementOf<'dropView'>): Outcome {
		if (!this.#views.delete(name.toLowerCase()) && !ifExists) {
			throw new DeltaError({ code: 'tableNotFound', name, position, suggestions: [] });
		}
		return nothing;
	}

	async #describe(
		statement: StatementOf<'describeHistory' | 'describeDetail' | 'describeTable'>,
		signal: AbortSignal,
	): Promise<Outcome> {
		const view = this.#viewOf(statement.table);
		if (view) return this.#describeView(view, statement, signal);
		const path = await this.#pathOf(statement.table, signal);
		if (statement.kind === 'describeHistory') {
			const { limit } = statement;
			return historyOutcome(this.engine.store, path, { ...(limit === undefined ? {} : { limit }), signal });
		}
		return this.engine.withSnapshot({ path }, signal, async (snapshot) =>
			statement.kind === 'describeDetail'
				? detailOutcome(this.engine.store, snapshot, signal)
				: describeOutcome(snapshot.schema, snapshot.partitionColumns),
		);
	}

	async #describeView(
		{ name, query, bindings, columns }: TemporaryView,
		{ kind, position }: Statement,
		signal: AbortSignal,
	): Promise<Outcome> {
		if (kind !== 'describeTable') {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE',
				message: `${name} is a view, not a table`,
				position,
			});
		}
		const prepared = await prepareQuery(this.engine, { query, bindings, variables: this.variables }, signal);
		prepared.release();
		return describeOutcome(renameColumns(prepared.compiled.schema, columns), []);
	}

	async #showTables(signal: AbortSignal): Promise<Outcome> {
		const tables = await this.names.list(signal);
		const views = [...this.#views.values()].map(({ name }) => name).sort();
		return rowsOutcome(tablesSchema, [
			...tables.map(({ namespace, name }) => [namespace, name, false]),
			...views.map((name) => ['', name, true]),
		]);
	}

	async #changeVariable(
		statement: StatementOf<'declareVariable' | 'setVariable' | 'dropVariable'>,
		options: ExecuteOptions,
	): Promise<Outcome> {
		const { name } = statement;
		if (statement.kind === 'dropVariable') {
			this.variables.drop(name, statement.ifExists);
			return nothing;
		}
		if (statement.kind === 'setVariable') {
			const type = this.variables.typeOf(name);
			const given = await evaluate(this, statement.value, options);
			this.variables.set(name, type, await castToType(this.engine, given, type, options));
			return nothing;
		}
		if (this.variables.has(name) && !statement.replace) {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'VARIABLE_ALREADY_EXISTS',
				message: `the variable ${name} exists already`,
				position: statement.position,
				hints: ['write DECLARE OR REPLACE VARIABLE'],
			});
		}
		const given = statement.value
			? await evaluate(this, statement.value, options)
			: { type: { kind: 'void' } as const, value: null };
		if (statement.type === undefined) this.variables.set(name, given.type, given.value);
		else {
			const { type, value } = await castValue(this.engine, given, statement.type, options);
			this.variables.set(name, type, value);
		}
		return nothing;
	}
}

function assertDistinct(names: readonly string[], position: Statement['position']): void {
	const seen = new Set<string>();
	for (const name of names) {
		if (seen.has(name.toLowerCase())) {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'COLUMN_ALREADY_EXISTS',
				message: `the view has more than one column named ${name}`,
				position,
			});
		}
		seen.add(name.toLowerCase());
	}
}
