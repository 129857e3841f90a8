import type { SchemaColumn } from '../../src/rpc/engine';

/** What the display of a value depends on: its Spark type, and for nested types those of its parts. */
export type ValueType = Pick<SchemaColumn, 'type'> & {
	readonly children: readonly (ValueType & { readonly name: string })[];
};

const numberTypes = new Set(['tinyint', 'smallint', 'int', 'bigint', 'float', 'double']);

/** Whether values are numbers, which stand at the right edge of their cells. */
export function isNumberType(type: string): boolean {
	return numberTypes.has(type) || type.startsWith('decimal');
}

export function isNestedType(type: string): boolean {
	return /^(struct|array|map)</.test(type) || type === 'variant';
}
