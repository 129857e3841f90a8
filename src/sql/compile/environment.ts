import type { Catalog } from '../catalog';
import type { SparkFunction } from '../functions/sparkFunction';
import { positionAt } from '../positionAt';
import { sqlError } from '../sqlError';
import type { Expression, WindowSpecification } from '../syntax/expression';
import type { QueryNode } from '../syntax/query';
import type { OutputColumn } from './output';
import type { Scope } from './scope';
import type { Typed } from './typed';

/** The functions and operators that a statement may call. */
export interface FunctionRegistry {
	/** @returns `undefined` when the function is not supported. Names are compared without case. */
	readonly functionNamed: (name: string) => SparkFunction | undefined;
	/** Every name, for suggestions. */
	readonly functionNames: () => readonly string[];
}

/** A query as DuckDB text. Its columns are called by the ids of `columns`. */
export interface CompiledNode {
	readonly sql: string;
	readonly columns: readonly OutputColumn[];
}

/** What is the same for a whole statement. */
export interface StatementContext {
	readonly text: string;
	readonly catalog: Catalog;
	readonly functions: FunctionRegistry;
	/** A DuckDB name that nothing else in the statement has. */
	readonly unique: (prefix: string) => string;
	/** Compiles a query whose outer scope, if any, it may refer to. */
	readonly query: (node: QueryNode, outer: QueryEnvironment) => CompiledNode;
	readonly expression: (expression: Expression, environment: Environment) => Typed;
	/** Calls a function or an operator of the registry. */
	readonly operator: (name: string, args: readonly Typed[], environment: Environment, at: number) => Typed;
}

/** A common table expression that is in sight. */
export interface CommonTable {
	readonly duckdbName: string;
	readonly columns: readonly OutputColumn[];
}

/** What a query sees of the query around it. */
export interface QueryEnvironment {
	readonly statement: StatementContext;
	/** By lower-case name. */
	readonly commonTables: ReadonlyMap<string, CommonTable>;
	readonly scope: Scope | undefined;
	readonly lambdaVariables: ReadonlyMap<string, Typed>;
}

/** The columns of the select list that expressions may call by name. */
export interface Aliases {
	/** Whether they come before the columns of FROM. */
	readonly first: boolean;
	/** By lower-case name. */
	readonly named: ReadonlyMap<string, Typed>;
	/** The lower-case names that several different columns share. */
	readonly ambiguous?: ReadonlySet<string>;
}

/** What an expression sees. */
export interface Environment extends QueryEnvironment {
	readonly scope: Scope;
	readonly aliases?: Aliases;
	/** What stands for grouping expressions, by their keys. */
	readonly groupingKeys?: ReadonlyMap<string, Typed>;
	/** The WINDOW clause, by lower-case name. */
	readonly windows: ReadonlyMap<string, WindowSpecification>;
}

/** An `sql` fault at an offset of the statement's text. */
export function faultAt(
	{ statement }: { readonly statement: StatementContext },
	at: number,
	errorClass: string,
	message: string,
	hints?: readonly string[],
): Error {
	return sqlError(errorClass, message, positionAt(statement.text, at), hints);
}
