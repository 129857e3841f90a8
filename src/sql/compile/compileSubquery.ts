import type { DataType } from '../../delta/schema';
import { commonType } from '../functions/coercion';
import type { Expression } from '../syntax/expression';
import type { QueryNode } from '../syntax/query';
import { cast } from './cast';
import { type CompiledNode, type Environment, faultAt } from './environment';
import { derived, type Typed } from './typed';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** The query, and an expression that stands for what it uses of the query around it. */
function compileSubquery(query: QueryNode, environment: Environment): readonly [CompiledNode, Typed] {
	const compiled = environment.statement.query(query, environment);
	const used: Typed = {
		text: '',
		type: { kind: 'void' },
		nullable: true,
		key: compiled.sql,
		hasAggregate: false,
		hasWindow: false,
		ungrouped: environment.scope.usedBySubqueries
			.splice(0)
			.filter(({ key }) => !environment.groupingKeys?.has(key)),
	};
	return [compiled, used];
}

/** `(SELECT …)` as a value. */
export function compileScalarQuery({ query, at }: Of<'scalarQuery'>, environment: Environment): Typed {
	const [compiled, used] = compileSubquery(query, environment);
	const [column] = compiled.columns;
	if (!column || compiled.columns.length > 1) {
		throw faultAt(
			environment,
			at,
			'INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN',
			`a subquery that is a value must have one column and has ${compiled.columns.length}`,
		);
	}
	const text = `(${compiled.sql})`;
	return derived([used], { text, type: column.type, nullable: true, key: text });
}

export function compileExists({ query }: Of<'exists'>, environment: Environment): Typed {
	const [compiled, used] = compileSubquery(query, environment);
	const text = `EXISTS (${compiled.sql})`;
	return derived([used], { text: `(${text})`, type: { kind: 'boolean' }, nullable: false, key: text });
}

/** `x IN (SELECT …)`, also for several columns: `(x, y) IN (SELECT …)`. */
export function compileInQuery({ arg, query, at }: Of<'inQuery'>, environment: Environment): Typed {
	const items = arg.kind === 'row' ? arg.items : [arg];
	const values = items.map((item) => environment.statement.expression(item, environment));
	const [compiled, used] = compileSubquery(query, environment);
	const { columns, sql } = compiled;
	if (values.length !== columns.length) {
		throw faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH',
			`IN compares ${values.length} values with the ${columns.length} columns of the subquery`,
		);
	}
	const types = values.map((value, i) =>
		common(environment, [value.type, columns[i]?.type ?? value.type], at),
	);
	const left = values.map((value, i) => cast(environment, value, types[i] ?? value.type, 'implicit', at));
	const right = columns.map((column, i) => {
		const typed = derived([], { text: column.id, type: column.type, nullable: true, key: column.id });
		return cast(environment, typed, types[i] ?? column.type, 'implicit', at).text;
	});
	const source = environment.statement.unique('t');
	const tuple = left.map((value) => value.text).join(', ');
	const text = `(${left.length === 1 ? tuple : `(${tuple})`} IN (SELECT ${right.join(', ')} FROM (${sql}) AS ${source}))`;
	return derived([...left, used], { text, type: { kind: 'boolean' }, nullable: true, key: text });
}

function common(environment: Environment, types: readonly DataType[], at: number): DataType {
	const type = commonType(types);
	if (type && type.kind !== 'map') return type;
	throw faultAt(
		environment,
		at,
		'DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH',
		'IN compares values of types that cannot be compared',
	);
}
