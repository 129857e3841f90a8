import { DeltaError } from '../delta/fault';
import { type DataType, sqlTypeName } from '../delta/schema';
import { castExpression, duckdbType } from '../sql/functions/casts';
import { quoteName, raise } from '../sql/functions/duckdbText';
import type { StoredColumn } from './storedColumns';

/**
 * The DuckDB expression that turns a value of a query into what a data file holds: converted as an ANSI cast does,
 * nested fields by position and under their physical names, and an error for a NULL where the table allows none.
 *
 * @param text the value, a name.
 * @param from its type.
 * @throws {DeltaError} `sql` when Spark does not convert between these types.
 */
export function storeExpression(text: string, from: DataType, column: StoredColumn): string {
	const { field, type } = column;
	const cast = castExpression(text, from, type, 'implicit');
	if (cast === undefined) {
		throw new DeltaError({
			code: 'sql',
			errorClass: 'INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST',
			message: `column ${field.name} cannot hold ${sqlTypeName(from)} as ${sqlTypeName(field.type)}`,
		});
	}
	const stored = `CAST(${cast} AS ${duckdbType(type)})`;
	const violations = nullViolations('value', type, field.nullable, field.name);
	if (violations.length === 0) return stored;
	const branches = violations.map(
		({ condition, path }) => `WHEN ${condition} THEN ${raiseNull(path, duckdbType(type))}`,
	);
	return `list_transform([${stored}], lambda value: CASE ${branches.join(' ')} ELSE value END)[1]`;
}

interface NullViolation {
	/** DuckDB condition that is true when the value breaks the rule. */
	readonly condition: string;
	/** For the message: `a.b.element`. */
	readonly path: string;
}

function nullViolations(
	text: string,
	type: DataType,
	nullable: boolean,
	path: string,
): readonly NullViolation[] {
	const own = nullable ? [] : [{ condition: `${text} IS NULL`, path }];
	switch (type.kind) {
		case 'struct':
			return [
				...own,
				...type.fields.flatMap((field) =>
					nullViolations(
						`${text}.${quoteName(field.name)}`,
						field.type,
						field.nullable,
						`${path}.${field.name}`,
					).map((inner) => ({ ...inner, condition: `(${text} IS NOT NULL AND ${inner.condition})` })),
				),
			];
		case 'array':
			return [...own, ...itemViolations(text, type.elementType, type.containsNull, `${path}.element`)];
		case 'map':
			return [
				...own,
				...itemViolations(`map_keys(${text})`, type.keyType, false, `${path}.key`),
				...itemViolations(`map_values(${text})`, type.valueType, type.valueContainsNull, `${path}.value`),
			];
		default:
			return own;
	}
}

/** Lambdas nest, so each level names its parameter after the path that leads to it. */
function itemViolations(
	list: string,
	type: DataType,
	nullable: boolean,
	path: string,
): readonly NullViolation[] {
	const item = quoteName(`item of ${path}`);
	return nullViolations(item, type, nullable, path).map((inner) => ({
		path: inner.path,
		condition: `coalesce(list_bool_or(list_transform(${list}, lambda ${item}: coalesce(${inner.condition}, false))), false)`,
	}));
}

function raiseNull(path: string, type: string): string {
	const message = `'NOT NULL constraint violated for column: ${path.replaceAll("'", "''")}'`;
	return raise('DELTA_NOT_NULL_CONSTRAINT_VIOLATED', message, type);
}
