import type { StructType } from '../../delta/schema';
import type { RunOptions } from '../../duckdb/database';
import { quoteName } from '../../duckdb/database';
import { scanColumns } from '../../duckdb/scanColumns';
import { scanVariables, tableScan } from '../../duckdb/tableScan';
import type { Catalog, CompiledQuery, Relation } from '../../sql/catalog';
import { compileQuery } from '../../sql/compileQuery';
import { functionNamed, functionNames } from '../../sql/functions/registry';
import type { ParsedQuery, TableReference } from '../../sql/statement';
import { deletedRowsOf } from '../deletedRows';
import type { Engine } from '../engine';
import { assertReachable } from '../reachableFiles';
import type { Snapshot } from '../snapshot';
import type { WriteSource } from '../writerContext';
import { type Bindings, referenceKey, type TemporaryView } from './bindings';
import { requestedVersion } from './timeTravel';
import type { Variables } from './variables';

const functions = { functionNamed, functionNames };

/** A query whose tables are loaded. They stay until it is released. */
export interface PreparedQuery {
	readonly compiled: CompiledQuery;
	/** The tables that it reads, through views too. */
	readonly snapshots: readonly Snapshot[];
	/** What its statement needs beside its text, in a database that has the snapshots. */
	readonly run: Pick<RunOptions, 'setup' | 'variables'>;
	release(): void;
}

/**
 * Loads the tables that a query names and compiles it.
 *
 * @throws {DeltaError} the faults of its tables, and `sql` for what is wrong with the query.
 */
export async function prepareQuery(
	engine: Engine,
	{ query, bindings, variables }: { query: ParsedQuery; bindings: Bindings; variables: Variables },
	signal: AbortSignal,
): Promise<PreparedQuery> {
	const preparation = new Preparation(engine, variables, signal);
	try {
		const compiled = await preparation.compile(query, bindings);
		return {
			compiled,
			snapshots: preparation.snapshots,
			run: { setup: preparation.setup, variables: variables.values() },
			release: () => preparation.release(),
		};
	} catch (error) {
		preparation.release();
		throw error;
	}
}

/** The query as something to write, for the engine's own database. */
export async function writeSourceOf(
	engine: Engine,
	{ compiled, snapshots, run }: PreparedQuery,
	signal: AbortSignal,
): Promise<WriteSource> {
	const lists = await Promise.all(
		snapshots.map(({ files }) => scanVariables(engine.database, files, signal)),
	);
	return { ...compiled, variables: Object.assign({}, run.variables, ...lists) };
}

class Preparation {
	readonly snapshots: Snapshot[] = [];
	readonly setup: string[] = [];
	readonly #engine: Engine;
	readonly #variables: Variables;
	readonly #signal: AbortSignal;
	readonly #releases: (() => void)[] = [];

	constructor(engine: Engine, variables: Variables, signal: AbortSignal) {
		this.#engine = engine;
		this.#variables = variables;
		this.#signal = signal;
	}

	async compile(query: ParsedQuery, bindings: Bindings): Promise<CompiledQuery> {
		const relations = new Map<string, Relation>();
		for (const reference of query.tables) {
			const key = referenceKey(reference);
			if (!relations.has(key)) relations.set(key, await this.#relation(reference, bindings));
		}
		const catalog: Catalog = {
			relation: (reference) => relations.get(referenceKey(reference)),
			variable: (name) => this.#variables.get(name),
		};
		return compileQuery(query, catalog, { functions });
	}

	release(): void {
		for (const release of this.#releases.splice(0)) release();
	}

	async #relation(reference: TableReference, bindings: Bindings): Promise<Relation> {
		const binding = bindings.get(referenceKey(reference));
		if (!binding) throw new Error(`${referenceKey(reference)} is not bound`);
		return binding.kind === 'view' ? this.#view(binding.view) : this.#table(binding.path, reference);
	}

	async #view({ query, bindings, columns }: TemporaryView): Promise<Relation> {
		const { sql, schema } = await this.compile(query, bindings);
		const renamed = renameColumns(schema, columns);
		const names = renamed.fields.map(({ name }) => quoteName(name)).join(', ');
		return { schema: renamed, from: `(SELECT * FROM (${sql}) AS v(${names}))` };
	}

	async #table(path: string, reference: TableReference): Promise<Relation> {
		const { store } = this.#engine;
		const version = await requestedVersion(store, path, reference, this.#signal);
		const at = version === undefined ? { path } : { path, version };
		const { snapshot, release } = await this.#engine.acquire(at, this.#signal);
		this.#releases.push(release);
		await assertReachable(this.#engine, snapshot, this.#signal);
		await deletedRowsOf(this.#engine, snapshot, this.#signal);
		const { from, setup } = tableScan(scanColumns(snapshot), snapshot.files);
		this.snapshots.push(snapshot);
		this.setup.push(...setup);
		return { schema: snapshot.schema, from };
	}
}

/** The columns of a view under the names that it gives them. */
export function renameColumns(schema: StructType, names: readonly string[] | undefined): StructType {
	if (!names) return schema;
	return {
		kind: 'struct',
		fields: schema.fields.map((field, index) => ({ ...field, name: names[index] ?? field.name })),
	};
}
