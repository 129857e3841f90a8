import type { DataType, StructType } from '../delta/schema';
import type { TableReference } from './statement';

/** What a table reference stands for while a query is compiled. */
export interface Relation {
	/** Its columns, by the names that SQL sees. */
	readonly schema: StructType;
	/** What to write into DuckDB's FROM: a name or a parenthesised query whose columns have exactly the schema's names and order. */
	readonly from: string;
}

/** A session variable's value as DuckDB text, such as `getvariable('v1')`. */
export interface Variable {
	readonly type: DataType;
	readonly expression: string;
}

/** What a query may name. Synchronous: the engine loads what `ParsedQuery.tables` lists beforehand. */
export interface Catalog {
	/** @returns `undefined` when there is no such table or view. */
	relation(reference: TableReference): Relation | undefined;
	/** @returns `undefined` when there is no such variable. Names are compared without case. */
	variable(name: string): Variable | undefined;
}

/** A query ready to run: DuckDB text and the Delta types of its columns, in order. */
export interface CompiledQuery {
	readonly sql: string;
	readonly schema: StructType;
}
