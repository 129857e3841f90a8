import { sqlTypeName } from '../../delta/schema';
import { commonType } from '../functions/coercion';
import { isOrderable } from '../functions/sparkTypes';
import type { QueryBody, SetOperation } from '../syntax/query';
import { cast } from './cast';
import { type CompiledNode, faultAt, type QueryEnvironment } from './environment';
import type { OutputColumn } from './output';
import { derived } from './typed';

/** UNION, INTERSECT or EXCEPT, by position, with the types brought together. */
export function compileSetOperation(
	{ operator, all, left, right, at }: SetOperation,
	environment: QueryEnvironment,
	compile: (body: QueryBody) => CompiledNode,
): CompiledNode {
	const sides = [compile(left), compile(right)] as const;
	const [first, second] = sides;
	if (first.columns.length !== second.columns.length) {
		throw faultAt(
			environment,
			at,
			'NUM_COLUMNS_MISMATCH',
			`${operator} needs the same number of columns on both sides: ${first.columns.length} and ${second.columns.length}`,
		);
	}
	const columns = first.columns.map((column, i): OutputColumn => {
		const other = second.columns[i] ?? column;
		const type = commonType([column.type, other.type]);
		if (!type) {
			throw faultAt(
				environment,
				at,
				'INCOMPATIBLE_COLUMN_TYPE',
				`${operator}: column ${i + 1} is ${sqlTypeName(column.type)} on one side and ${sqlTypeName(other.type)} on the other`,
			);
		}
		if (!(operator === 'UNION' && all) && !isOrderable(type)) {
			throw faultAt(
				environment,
				at,
				'UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE',
				`${operator} cannot compare column ${column.name}, as it holds a ${type.kind}`,
			);
		}
		const nullable = nullableResult(operator, column.nullable, other.nullable);
		return { name: column.name, id: environment.statement.unique('c'), type, nullable };
	});
	const [leftSql, rightSql] = sides.map((side) => project(side, columns, environment, at));
	const sql = `(${leftSql}) ${operator}${all ? ' ALL' : ''} (${rightSql})`;
	return { sql, columns };
}

function nullableResult(operator: SetOperation['operator'], left: boolean, right: boolean): boolean {
	switch (operator) {
		case 'UNION':
			return left || right;
		case 'INTERSECT':
			return left && right;
		case 'EXCEPT':
			return left;
	}
}

function project(
	side: CompiledNode,
	columns: readonly OutputColumn[],
	environment: QueryEnvironment,
	at: number,
): string {
	const items = side.columns.map(({ id, type, nullable }, i) => {
		const target = columns[i];
		if (!target) throw new Error('both sides have the same number of columns');
		const typed = derived([], { text: id, type, nullable, key: id });
		return `${cast(environment, typed, target.type, 'implicit', at).text} AS ${target.id}`;
	});
	return `SELECT ${items.join(', ')} FROM (${side.sql}) AS ${environment.statement.unique('t')}`;
}
