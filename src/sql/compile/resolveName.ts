import type { DataType } from '../../delta/schema';
import { quoteName } from '../functions/duckdbText';
import { columnTyped } from './columns';
import { compileLiteral } from './compileLiteral';
import { type Environment, faultAt } from './environment';
import { nearNames } from './nearNames';
import type { ColumnMatch, Scope } from './scope';
import { derived, type Typed } from './typed';

/** Functions that may be written without parentheses, where no column has their name. */
const bareFunctions: ReadonlySet<string> = new Set([
	'current_date',
	'current_timestamp',
	'current_user',
	'localtimestamp',
	'session_user',
	'user',
]);

/**
 * What a dotted name means: a lambda's parameter, a column, an alias of the select list, a column of a query around this
 * one, a variable, or a function written without parentheses, in this order.
 *
 * @throws {DeltaError} `sql`: `UNRESOLVED_COLUMN` or `AMBIGUOUS_REFERENCE`.
 */
export function resolveName(environment: Environment, parts: readonly string[], at: number): Typed {
	const [first = '', ...fields] = parts;
	const name = first.toLowerCase();
	const parameter = environment.lambdaVariables.get(name);
	if (parameter) return withFields(environment, parameter, fields, at);
	const aliased = () => aliasNamed(environment, name, fields, at);
	const here = () => columnOf(environment, environment.scope, parts, at);
	const found = environment.aliases?.first ? (aliased() ?? here()) : (here() ?? aliased());
	if (found) return found;
	for (let { outer } = environment.scope; outer; { outer } = outer) {
		const column = columnOf(environment, outer, parts, at);
		if (!column) continue;
		outer.usedBySubqueries.push(...column.ungrouped);
		return { ...column, ungrouped: [] };
	}
	return (
		variable(environment, parts, at) ??
		bareFunction(environment, parts, at) ??
		unresolved(environment, parts, at)
	);
}

/** With fields behind it, a name that is not of a struct is rather a table's. */
function aliasNamed(
	environment: Environment,
	name: string,
	fields: readonly string[],
	at: number,
): Typed | undefined {
	const { aliases } = environment;
	if (aliases?.ambiguous?.has(name) && fields.length === 0) {
		throw faultAt(
			environment,
			at,
			aliases.first ? 'AMBIGUOUS_REFERENCE' : 'AMBIGUOUS_LATERAL_COLUMN_ALIAS',
			`${shown([name])} is ambiguous in the select list`,
		);
	}
	const alias = aliases?.named.get(name);
	if (!alias || (fields.length > 0 && !['struct', 'map', 'array'].includes(alias.type.kind)))
		return undefined;
	return withFields(environment, alias, fields, at);
}

function columnOf(
	environment: Environment,
	scope: Scope,
	parts: readonly string[],
	at: number,
): Typed | undefined {
	const matches = scope.matches(parts);
	if (matches.length > 1) throw ambiguous(environment, parts, matches, at);
	const [match] = matches;
	if (!match) return undefined;
	const { column, fields } = match;
	return withFields(environment, columnTyped(column, scope, at), fields, at);
}

function ambiguous(
	environment: Environment,
	parts: readonly string[],
	matches: readonly ColumnMatch[],
	at: number,
): Error {
	const candidates = matches.map(({ column }) => shown([...column.qualifier, column.name]));
	return faultAt(
		environment,
		at,
		'AMBIGUOUS_REFERENCE',
		`${shown(parts)} is ambiguous: it could be ${candidates.join(' or ')}`,
	);
}

/** The field of a struct, and the fields of that; an array of structs gives an array of the fields. */
export function withFields(
	environment: Environment,
	typed: Typed,
	fields: readonly string[],
	at: number,
): Typed {
	return fields.reduce((struct, name) => field(environment, struct, name, at), typed);
}

function field(environment: Environment, from: Typed, name: string, at: number): Typed {
	const { type } = from;
	if (type.kind === 'map') return mapValue(environment, from, name, at);
	const struct = type.kind === 'array' ? type.elementType : type;
	if (struct.kind !== 'struct') {
		throw faultAt(
			environment,
			at,
			'INVALID_EXTRACT_BASE_FIELD_TYPE',
			`cannot take the field ${shown([name])} of a ${type.kind}`,
		);
	}
	const found = struct.fields.filter((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
	const [only] = found;
	if (!only || found.length > 1) {
		const names = struct.fields.map((candidate) => shown([candidate.name])).join(', ');
		throw faultAt(
			environment,
			at,
			only ? 'AMBIGUOUS_REFERENCE_TO_FIELDS' : 'FIELD_NOT_FOUND',
			only ? `${shown([name])} is ambiguous` : `there is no field ${shown([name])} among ${names}`,
		);
	}
	const access = (text: string) => `(${text}).${quoteName(only.name)}`;
	const key = `${from.key}.${quoteName(only.name)}`;
	if (type.kind !== 'array') {
		const nullable = from.nullable || only.nullable;
		return derived([from], { text: `(${access(from.text)})`, type: only.type, nullable, key });
	}
	const item = environment.statement.unique('item');
	const result: DataType = {
		kind: 'array',
		elementType: only.type,
		containsNull: type.containsNull || only.nullable,
	};
	const text = `list_transform(${from.text}, lambda ${item}: ${access(item)})`;
	return derived([from], { text, type: result, nullable: from.nullable, key });
}

/** `map.key` is `map['key']`. */
function mapValue(environment: Environment, from: Typed, name: string, at: number): Typed {
	const key = compileLiteral({ kind: 'literal', type: { kind: 'string' }, value: name });
	return environment.statement.operator('[]', [from, key], environment, at);
}

function variable(environment: Environment, parts: readonly string[], at: number): Typed | undefined {
	const [first = '', ...rest] = stripped(parts);
	const found = environment.statement.catalog.variable(first);
	if (!found) return undefined;
	const { type, expression } = found;
	const typed: Typed = {
		text: `(${expression})`,
		type,
		nullable: true,
		key: expression,
		hasAggregate: false,
		hasWindow: false,
		ungrouped: [],
	};
	return withFields(environment, typed, rest, at);
}

/** Variables live in `session` or `system.session`, which may be written before their names. */
function stripped(parts: readonly string[]): readonly string[] {
	const [first, second] = parts.map((part) => part.toLowerCase());
	if (first === 'session' && parts.length > 1) return parts.slice(1);
	return first === 'system' && second === 'session' && parts.length > 2 ? parts.slice(2) : parts;
}

function bareFunction(environment: Environment, parts: readonly string[], at: number): Typed | undefined {
	const name = parts[0]?.toLowerCase() ?? '';
	if (parts.length > 1 || !bareFunctions.has(name)) return undefined;
	return environment.statement.operator(name, [], environment, at);
}

function unresolved(environment: Environment, parts: readonly string[], at: number): never {
	const known = new Map<string, string>();
	for (let scope: Scope | undefined = environment.scope; scope; scope = scope.outer) {
		for (const { name, qualifier } of scope.columns) {
			known.set(parts.length > 1 ? [...qualifier, name].join('.') : name, shown([name]));
		}
	}
	const near = nearNames(parts.join('.'), known.keys());
	const suggestions = near.map((name) => `\`${name.replaceAll('.', '`.`')}\``);
	throw faultAt(
		environment,
		at,
		known.size > 0 ? 'UNRESOLVED_COLUMN.WITH_SUGGESTION' : 'UNRESOLVED_COLUMN.WITHOUT_SUGGESTION',
		`there is no column, variable or parameter named ${shown(parts)}`,
		suggestions.length > 0 ? [`did you mean ${suggestions.join(', ')}?`] : [],
	);
}

/** A dotted name as messages show it. */
export function shown(parts: readonly string[]): string {
	return parts.map((part) => `\`${part.replaceAll('`', '``')}\``).join('.');
}
