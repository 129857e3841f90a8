import { commonType } from '../functions/coercion';
import type { Expression } from '../syntax/expression';
import type { QueryBody, QueryNode } from '../syntax/query';
import { cast } from './cast';
import { asColumns, columnTyped, renamed } from './columns';
import { compileSelect } from './compileSelect';
import { compileSetOperation } from './compileSetOperation';
import { compileSortItems } from './compileSortItems';
import {
	type CommonTable,
	type CompiledNode,
	type Environment,
	faultAt,
	type QueryEnvironment,
} from './environment';
import { ordinalOf } from './ordinal';
import type { OutputColumn } from './output';
import { Scope } from './scope';

/** A query with its common table expressions, its order and its limit. */
export function compileQueryNode(node: QueryNode, outer: QueryEnvironment): CompiledNode {
	const commonTables = new Map(outer.commonTables);
	const definitions: string[] = [];
	for (const { name, columns, query, at } of node.with) {
		const compiled = compileQueryNode(query, { ...outer, scope: undefined, commonTables });
		const table: CommonTable = {
			duckdbName: outer.statement.unique('cte'),
			columns: renamed(outer, compiled.columns, columns, at),
		};
		definitions.push(`${table.duckdbName} AS (${compiled.sql})`);
		commonTables.set(name.toLowerCase(), table);
	}
	const compiled = compileOrdered(node, { ...outer, commonTables });
	if (definitions.length === 0) return compiled;
	return { ...compiled, sql: `WITH ${definitions.join(', ')} ${compiled.sql}` };
}

function compileOrdered(node: QueryNode, environment: QueryEnvironment): CompiledNode {
	const limit = limitText(node, environment);
	if (node.body.kind === 'select') return compileSelect(node.body, environment, node.orderBy, limit);
	const body = compileBody(node.body, environment);
	if (node.orderBy.length === 0 && limit === '') return body;
	const scope = new Scope(asColumns(body.columns), environment.scope);
	const inside: Environment = { ...environment, scope, windows: new Map() };
	const order = compileSortItems(node.orderBy, inside, ({ expression }) => {
		const ordinal = ordinalOf(expression, scope.columns.length, 'ORDER_BY_POS_OUT_OF_RANGE', inside);
		const column = ordinal === undefined ? undefined : scope.columns[ordinal];
		if (column) return columnTyped(column, scope, expression.at);
		return environment.statement.expression(expression, inside);
	});
	for (const [i, part] of order.parts.entries()) {
		if (!part.hasAggregate && !part.hasWindow) continue;
		throw faultAt(
			environment,
			node.orderBy[i]?.expression.at ?? node.at,
			'UNSUPPORTED_EXPR_FOR_OPERATOR',
			'aggregate and window functions cannot sort the result of a set operation',
		);
	}
	const ids = body.columns.map((column) => column.id).join(', ');
	const by = order.text === '' ? '' : ` ORDER BY ${order.text}`;
	const source = environment.statement.unique('t');
	return { ...body, sql: `SELECT ${ids} FROM (${body.sql}) AS ${source}${by}${limit}` };
}

function compileBody(
	body: Exclude<QueryBody, { kind: 'select' }>,
	environment: QueryEnvironment,
): CompiledNode {
	switch (body.kind) {
		case 'nested': {
			const { sql, columns } = environment.statement.query(body.query, environment);
			return { sql: `(${sql})`, columns };
		}
		case 'values':
			return compileValues(body, environment);
		case 'setOperation':
			return compileSetOperation(body, environment, (operand) =>
				compileOrdered({ at: 0, with: [], body: operand, orderBy: [] }, environment),
			);
	}
}

function compileValues(
	{ rows, at }: Extract<QueryBody, { kind: 'values' }>,
	environment: QueryEnvironment,
): CompiledNode {
	const { statement } = environment;
	const inside: Environment = {
		...environment,
		scope: new Scope([], environment.scope),
		windows: new Map(),
	};
	const typed = rows.map((row) => row.map((item) => statement.expression(item, inside)));
	const width = typed[0]?.length ?? 0;
	const wrong = typed.findIndex((row) => row.length !== width);
	if (wrong >= 0) {
		throw faultAt(
			environment,
			rows[wrong]?.[0]?.at ?? at,
			'INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH',
			`row ${wrong + 1} of VALUES has ${typed[wrong]?.length ?? 0} columns and the first has ${width}`,
		);
	}
	const types = Array.from({ length: width }, (_, i) => {
		const type = commonType(typed.map((row) => row[i]?.type ?? { kind: 'void' }));
		if (type) return type;
		throw faultAt(
			environment,
			at,
			'INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE',
			`the values of column ${i + 1} have types that do not fit together`,
		);
	});
	const texts = typed.map((row, r) => {
		const casts = row.map((value, i) =>
			cast(environment, value, types[i] ?? value.type, 'implicit', rows[r]?.[i]?.at ?? at),
		);
		return `(${casts.map((value) => value.text).join(', ')})`;
	});
	const columns = types.map(
		(type, i): OutputColumn => ({
			name: `col${i + 1}`,
			id: statement.unique('c'),
			type,
			nullable: typed.some((row) => row[i]?.nullable ?? true),
		}),
	);
	const ids = columns.map((column) => column.id).join(', ');
	const source = statement.unique('t');
	return { sql: `SELECT ${ids} FROM (VALUES ${texts.join(', ')}) AS ${source}(${ids})`, columns };
}

function limitText({ limit, offset }: QueryNode, environment: QueryEnvironment): string {
	const limited = limit ? ` LIMIT ${countText(limit, 'LIMIT', environment)}` : '';
	return `${limited}${offset ? ` OFFSET ${countText(offset, 'OFFSET', environment)}` : ''}`;
}

/** A number of rows, which must not depend on any row. */
function countText(expression: Expression, clause: string, environment: QueryEnvironment): string {
	const scope = new Scope([], undefined);
	const inside: Environment = { ...environment, scope, windows: new Map() };
	const typed = environment.statement.expression(expression, inside);
	if (!['integer', 'long', 'short', 'byte'].includes(typed.type.kind)) {
		throw faultAt(
			environment,
			expression.at,
			'INVALID_LIMIT_LIKE_EXPRESSION.DATA_TYPE',
			`${clause} needs a whole number`,
		);
	}
	if (typed.constant?.startsWith('-')) {
		throw faultAt(
			environment,
			expression.at,
			'INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE',
			`${clause} must not be negative`,
		);
	}
	return typed.text;
}
