import type { StructField } from '../../delta/schema';
import { quoteName } from '../functions/duckdbText';
import type { Expression } from '../syntax/expression';
import { type Environment, faultAt } from './environment';
import { derived, type Typed } from './typed';

/** `struct(a, b AS x, 1)`: fields are called by their alias, their column or `colN`. */
export function compileStruct(items: readonly Expression[], environment: Environment): Typed {
	const parts = items.map((item) =>
		environment.statement.expression(item.kind === 'named' ? item.arg : item, environment),
	);
	const names = items.map((item, i) => fieldName(item) ?? `col${i + 1}`);
	const fields = parts.map(
		(part, i): StructField => ({
			name: names[i] ?? '',
			type: part.type,
			nullable: part.nullable,
			metadata: {},
		}),
	);
	const seen = new Set<string>();
	for (const [i, name] of names.entries()) {
		if (seen.has(name.toLowerCase()) || name === '') {
			throw faultAt(
				environment,
				items[i]?.at ?? 0,
				'COLUMN_ALREADY_EXISTS',
				`two fields of the struct are called ${name}`,
			);
		}
		seen.add(name.toLowerCase());
	}
	if (parts.length === 0) {
		throw faultAt(
			environment,
			0,
			'UNSUPPORTED_FEATURE.EMPTY_STRUCT',
			'a struct without fields is not supported',
		);
	}
	const write = (of: (typed: Typed) => string) =>
		`struct_pack(${parts.map((part, i) => `${quoteName(names[i] ?? '')} := ${of(part)}`).join(', ')})`;
	return derived(parts, {
		text: write((typed) => typed.text),
		type: { kind: 'struct', fields },
		nullable: false,
		key: write((typed) => typed.key),
	});
}

function fieldName(item: Expression): string | undefined {
	if (item.kind === 'named' || item.kind === 'field') return item.name;
	return item.kind === 'name' ? item.parts.at(-1) : undefined;
}
