import { faultAt, type QueryEnvironment } from './environment';
import type { OutputColumn } from './output';
import type { Column, Scope } from './scope';
import type { Typed } from './typed';

/** A column of a scope as an expression. */
export function columnTyped(column: Column, scope: Scope, at: number): Typed {
	return {
		text: column.text,
		type: column.type,
		nullable: column.nullable,
		key: column.text,
		hasAggregate: false,
		hasWindow: false,
		ungrouped: [{ scope, key: column.text, name: column.name, at }],
	};
}

/** What a query gives, as columns that a query around it can name. */
export function asColumns(
	outputs: readonly OutputColumn[],
	qualifier: readonly string[] = [],
): readonly Column[] {
	return outputs.map(({ name, id, type, nullable }) => ({ name, type, nullable, text: id, qualifier }));
}

/** The same columns under the names of a list, if there is one. */
export function renamed(
	environment: QueryEnvironment,
	columns: readonly OutputColumn[],
	names: readonly string[] | undefined,
	at: number,
): readonly OutputColumn[] {
	if (!names) return columns;
	if (names.length !== columns.length) {
		throw faultAt(
			environment,
			at,
			'ASSIGNMENT_ARITY_MISMATCH',
			`there are ${names.length} names for ${columns.length} columns`,
		);
	}
	return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}
