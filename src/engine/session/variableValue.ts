import { type DataType, sqlTypeName } from '../../delta/schema';
import type { DuckdbValue } from '../../duckdb/database';
import { parseStatements } from '../../sql/parseStatements';
import type { ParsedQuery } from '../../sql/statement';
import type { Engine } from '../engine';
import { type PreparedQuery, prepareQuery } from './preparedQuery';
import { type ExecuteOptions, queryValue } from './queryOutcome';
import { Variables } from './variables';

export interface TypedValue {
	readonly type: DataType;
	readonly value: DuckdbValue;
}

/** What a query of one column and one row gives. */
export async function evaluate(
	session: {
		readonly engine: Engine;
		prepare(query: ParsedQuery, signal: AbortSignal): Promise<PreparedQuery>;
	},
	query: ParsedQuery,
	options: ExecuteOptions,
): Promise<TypedValue> {
	return queryValue(session.engine, await session.prepare(query, options.signal), options);
}

/**
 * A value as another type, by Spark's rules.
 *
 * @param typeName Spark's name of the type.
 */
export async function castValue(
	engine: Engine,
	{ type, value }: TypedValue,
	typeName: string,
	options: ExecuteOptions,
): Promise<TypedValue> {
	const variables = new Variables();
	variables.set('given', type, value);
	const [statement] = parseStatements(`SELECT CAST(given AS ${typeName})`);
	if (statement?.kind !== 'query') throw new Error('a SELECT is not a query');
	const { query } = statement;
	const prepared = await prepareQuery(engine, { query, bindings: new Map(), variables }, options.signal);
	return queryValue(engine, prepared, options);
}

/** Like `castValue`, to a type that is known already. */
export async function castToType(
	engine: Engine,
	given: TypedValue,
	type: DataType,
	options: ExecuteOptions,
): Promise<DuckdbValue> {
	return (await castValue(engine, given, sqlTypeName(type), options)).value;
}
