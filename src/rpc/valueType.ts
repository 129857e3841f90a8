import type { SchemaColumn } from './engine';

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

/**
 * The type that Spark's name of it spells out. Spark does not quote the names of a struct's fields, so that one with a
 * comma or a colon in it is not told apart; what depends on it is shown without its type.
 */
export function valueTypeNamed(type: string): ValueType {
	const [, kind, inner = ''] = /^(struct|array|map)<(.*)>$/s.exec(type) ?? [];
	if (kind === undefined) return { type, children: [] };
	const names = kind === 'array' ? ['element'] : kind === 'map' ? ['key', 'value'] : undefined;
	const children = parametersOf(inner).map((part, index) => {
		const name = names?.[index] ?? part.slice(0, part.indexOf(':'));
		return { name, ...valueTypeNamed(names ? part : part.slice(name.length + 1)) };
	});
	return { type, children };
}

/** The parts between the commas that stand in no brackets. */
function parametersOf(inner: string): readonly string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (const { 0: found, index } of inner.matchAll(/[<(,)>]/g)) {
		if (found === '<' || found === '(') depth++;
		else if (found === '>' || found === ')') depth--;
		else if (depth === 0) {
			parts.push(inner.slice(start, index));
			start = index + 1;
		}
	}
	return inner === '' ? parts : [...parts, inner.slice(start)];
}
