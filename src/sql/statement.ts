import type { SqlPosition } from '../delta/fault';

/** How a statement names a table. */
export interface TableReference {
	/** The folder of `` delta.`/path` ``, as written; absent when the table is named. */
	readonly path?: string;
	/** The parts of a dotted name, as written; absent when the table is a path. */
	readonly parts?: readonly string[];
	/** `VERSION AS OF n`. */
	readonly version?: number;
	/** `TIMESTAMP AS OF '…'`: the text between the quotes. */
	readonly timestamp?: string;
	readonly position: SqlPosition;
}

/** A query that is parsed and not yet resolved: what `compileQuery` takes. */
export interface ParsedQuery {
	/** Every table or view that the query names outside of its own WITH clause, also in subqueries; no duplicates removed. */
	readonly tables: readonly TableReference[];
	/** Private to `src/sql`. */
	readonly ast: unknown;
	/** The text that positions refer to. */
	readonly text: string;
}

/** One SQL statement, by what the engine does for it. */
export type Statement = { readonly position: SqlPosition } & (
	| { readonly kind: 'query'; readonly query: ParsedQuery }
	| {
			readonly kind: 'createTableAsSelect';
			readonly table: TableReference;
			readonly replace: boolean;
			readonly ifNotExists: boolean;
			/** Lower case; `delta` when absent in the statement. */
			readonly provider: string;
			readonly partitionColumns: readonly string[];
			readonly location?: string;
			readonly comment?: string;
			readonly properties: Readonly<Record<string, string>>;
			readonly query: ParsedQuery;
	  }
	| {
			readonly kind: 'insertInto';
			readonly table: TableReference;
			/** The column list of the statement; absent means all, by position. */
			readonly columns?: readonly string[];
			readonly query: ParsedQuery;
	  }
	| {
			readonly kind: 'createTemporaryView';
			readonly name: string;
			readonly replace: boolean;
			readonly columns?: readonly string[];
			readonly query: ParsedQuery;
	  }
	| { readonly kind: 'dropView'; readonly name: string; readonly ifExists: boolean }
	| { readonly kind: 'describeHistory'; readonly table: TableReference; readonly limit?: number }
	| { readonly kind: 'describeDetail'; readonly table: TableReference }
	| { readonly kind: 'describeTable'; readonly table: TableReference }
	| { readonly kind: 'showTables' }
	/** `DECLARE [OR REPLACE] VARIABLE name [type] [DEFAULT expr]`; the query has one column and gives the value. */
	| {
			readonly kind: 'declareVariable';
			readonly name: string;
			readonly replace: boolean;
			/** Spark's name of the declared type; absent when the default decides. */
			readonly type?: string;
			readonly value?: ParsedQuery;
	  }
	/** `SET VAR name = expr`. */
	| { readonly kind: 'setVariable'; readonly name: string; readonly value: ParsedQuery }
	| { readonly kind: 'dropVariable'; readonly name: string; readonly ifExists: boolean }
	/** `SET key = value`; without a value it shows the setting. */
	| { readonly kind: 'setConfiguration'; readonly key?: string; readonly value?: string }
);
