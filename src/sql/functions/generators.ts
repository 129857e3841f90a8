import type { DataType } from '../../delta/schema';
import { elementOf } from './arrays';
import { arg, typeAt } from './define';
import { bind } from './duckdbText';
import { entryType } from './maps';
import type { SparkFunction } from './sparkFunction';
import { integerType, structOf } from './sparkTypes';

type Names = readonly [string, ...string[]];

function isCollection(type: DataType | undefined): type is DataType {
	return type?.kind === 'array' || type?.kind === 'map';
}

/** Elements, or entries of a map. */
function itemType(type: DataType): DataType {
	return type.kind === 'map' ? entryType(type) : elementOf(type);
}

/** One element when there is none, NULL throughout. */
function orOneNull(list: string): string {
	return bind(list, (items) => `CASE WHEN coalesce(len(${items}), 0) = 0 THEN [NULL] ELSE ${items} END`);
}

function explode(names: Names, outer: boolean): SparkFunction {
	return {
		names,
		kind: 'generator',
		columns: ([type]) => (type?.kind === 'map' ? ['key', 'value'] : ['col']),
		overloads: [
			{
				coerce: ([type, ...others]) => (isCollection(type) && others.length === 0 ? [type] : undefined),
				result: (types) => itemType(typeAt(types, 0)),
				duckdb: (args, types) => {
					const list = typeAt(types, 0).kind === 'map' ? `map_entries(${arg(args, 0)})` : arg(args, 0);
					return outer ? orOneNull(list) : list;
				},
			},
		],
	};
}

function withPosition(names: Names, outer: boolean): SparkFunction {
	return {
		names,
		kind: 'generator',
		columns: ([type]) => (type?.kind === 'map' ? ['pos', 'key', 'value'] : ['pos', 'col']),
		overloads: [
			{
				coerce: ([type, ...others]) => (isCollection(type) && others.length === 0 ? [type] : undefined),
				result: (types) => {
					const type = typeAt(types, 0);
					if (type.kind !== 'map') {
						return structOf([
							['pos', integerType],
							['col', elementOf(type)],
						]);
					}
					return structOf([
						['pos', integerType],
						['key', type.keyType],
						['value', type.valueType],
					]);
				},
				duckdb: (args, types) => {
					const isMap = typeAt(types, 0).kind === 'map';
					const source = isMap ? `map_entries(${arg(args, 0)})` : arg(args, 0);
					const item = isMap ? `'key': item.key, 'value': item.value` : `'col': item`;
					const list = `list_transform(${source}, lambda item, place: {'pos': CAST(place - 1 AS INTEGER), ${item}})`;
					return outer ? orOneNull(list) : list;
				},
			},
		],
	};
}

function inline(names: Names, outer: boolean): SparkFunction {
	return {
		names,
		kind: 'generator',
		columns: ([type]) => {
			const element = type && elementOf(type);
			return element?.kind === 'struct' ? element.fields.map((field) => field.name) : [];
		},
		overloads: [
			{
				coerce: ([type, ...others]) =>
					type?.kind === 'array' && type.elementType.kind === 'struct' && others.length === 0
						? [type]
						: undefined,
				result: (types) => elementOf(typeAt(types, 0)),
				duckdb: (args) => (outer ? orOneNull(arg(args, 0)) : arg(args, 0)),
			},
		],
	};
}

/** Functions that make rows: each is a list in DuckDB, to be unnested. A struct as result is one column per field. */
export const generators: readonly SparkFunction[] = [
	explode(['explode'], false),
	explode(['explode_outer'], true),
	withPosition(['posexplode'], false),
	withPosition(['posexplode_outer'], true),
	inline(['inline'], false),
	inline(['inline_outer'], true),
];
