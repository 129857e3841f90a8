import type { DataType } from '../../delta/schema';
import { duckdbType } from './casts';
import { anyMap, as, commonType, parameters, unified } from './coercion';
import { always, arg, calls, neverNull, sameAs, scalar, typeAt } from './define';
import { bindAll, raise } from './duckdbText';
import type { SparkFunction } from './sparkFunction';
import { arrayOf, booleanType, mapOf, structOf } from './sparkTypes';

function keyTypeOf(type: DataType): DataType {
	return type.kind === 'map' ? type.keyType : type;
}

function valueTypeOf(type: DataType): DataType {
	return type.kind === 'map' ? type.valueType : type;
}

/** The entries of a map as Spark's structs. */
export function entryType(type: DataType): DataType {
	return structOf([
		['key', keyTypeOf(type)],
		['value', valueTypeOf(type)],
	]);
}

/** Spark refuses NULL keys and keys that occur twice. */
function checkedMap(keys: string, values: string, type: DataType): string {
	const target = duckdbType(type);
	return bindAll([keys, values], (k = '', v = '') => {
		const nullKey = raise('NULL_MAP_KEY', `'A map key must not be NULL'`, target);
		const duplicate = raise('DUPLICATED_MAP_KEY', `'A map key occurs twice'`, target);
		return `CASE WHEN ${k} IS NULL OR ${v} IS NULL THEN NULL WHEN len(${k}) > list_count(${k}) THEN ${nullKey} WHEN len(list_distinct(${k})) < len(${k}) THEN ${duplicate} ELSE CAST(map(${k}, ${v}) AS ${target}) END`;
	});
}

function mapOfArrays([keys, values]: readonly DataType[]): DataType {
	if (keys?.kind !== 'array' || values?.kind !== 'array') throw new Error('the arguments are not arrays');
	return mapOf(keys.elementType, values.elementType);
}

function mapOfEntries(type: DataType): DataType | undefined {
	if (type.kind !== 'array' || type.elementType.kind !== 'struct') return undefined;
	const [key, value, ...others] = type.elementType.fields;
	return key && value && others.length === 0 ? mapOf(key.type, value.type) : undefined;
}

function ofMap(name: string, duckdbName: string, result: (type: DataType) => DataType): SparkFunction {
	return scalar(name, {
		coerce: parameters([anyMap]),
		result: (types) => result(typeAt(types, 0)),
		duckdb: calls(duckdbName),
	});
}

/** Maps. */
export const maps: readonly SparkFunction[] = [
	neverNull(
		scalar('map', {
			coerce: (types) => {
				if (types.length === 0 || types.length % 2 === 1) return undefined;
				const key = commonType(types.filter((_, i) => i % 2 === 0));
				const value = commonType(types.filter((_, i) => i % 2 === 1));
				return key && value && types.map((_, i) => (i % 2 === 0 ? key : value));
			},
			result: (types) => mapOf(typeAt(types, 0), typeAt(types, 1)),
			duckdb: (args, types) => {
				const keys = `[${args.filter((_, i) => i % 2 === 0).join(', ')}]`;
				const values = `[${args.filter((_, i) => i % 2 === 1).join(', ')}]`;
				return checkedMap(keys, values, mapOf(typeAt(types, 0), typeAt(types, 1)));
			},
		}),
	),
	ofMap('map_keys', 'map_keys', (type) => arrayOf(keyTypeOf(type), false)),
	ofMap('map_values', 'map_values', (type) => arrayOf(valueTypeOf(type))),
	ofMap('map_entries', 'map_entries', (type) => arrayOf(entryType(type), false)),
	scalar('map_from_arrays', {
		coerce: (types) =>
			types.length === 2 && types.every((type) => type.kind === 'array') ? types : undefined,
		result: mapOfArrays,
		duckdb: (args, types) => checkedMap(arg(args, 0), arg(args, 1), mapOfArrays(types)),
	}),
	scalar('map_from_entries', {
		coerce: ([type, ...others]) => (type && others.length === 0 && mapOfEntries(type) ? [type] : undefined),
		result: (types) => mapOfEntries(typeAt(types, 0)) ?? typeAt(types, 0),
		duckdb: (args, types) => {
			const type = mapOfEntries(typeAt(types, 0)) ?? typeAt(types, 0);
			return bindAll([arg(args, 0)], (list = '') => {
				const part = (index: number) =>
					`list_transform(${list}, lambda entry: struct_extract_at(entry, ${index}))`;
				return `CASE WHEN len(${list}) = list_count(${list}) THEN ${checkedMap(part(1), part(2), type)} END`;
			});
		},
	}),
	scalar('map_concat', {
		coerce: unified(1, Number.POSITIVE_INFINITY, (type) => type.kind === 'map'),
		result: sameAs(0),
		duckdb: (args, types) =>
			bindAll(args, (...all) => {
				const join = (part: string) =>
					all.map((map) => `${part}(${map})`).reduce((a, b) => `list_concat(${a}, ${b})`);
				const known = all.map((map) => `${map} IS NOT NULL`).join(' AND ');
				return `CASE WHEN ${known} THEN ${checkedMap(join('map_keys'), join('map_values'), typeAt(types, 0))} END`;
			}),
	}),
	scalar('map_contains_key', {
		coerce: ([map, key, ...others]) => {
			if (map?.kind !== 'map' || !key || others.length > 0) return undefined;
			const keyType = as(map.keyType)(key);
			return keyType && [map, keyType];
		},
		result: always(booleanType),
		duckdb: (args) => `map_contains(${arg(args, 0)}, ${arg(args, 1)})`,
	}),
];
