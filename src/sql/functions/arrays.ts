import type { DataType } from '../../delta/schema';
import { castExpression, duckdbType } from './casts';
import { anyArray, as, commonType, int, parameters, text, unified } from './coercion';
import { always, arg, neverNull, sameAs, scalar, typeAt } from './define';
import { bind, bindAll, raise } from './duckdbText';
import { mapItem } from './mapItem';
import type { Overload, SparkFunction } from './sparkFunction';
import {
	arrayOf,
	booleanType,
	dateType,
	integerType,
	isIntegral,
	isOrderable,
	longType,
	stringType,
} from './sparkTypes';

let depth = 0;

/** A name for a lambda's parameter that no other lambda around it has. */
function parameterName(): string {
	return `element${++depth}`;
}

export function elementOf(type: DataType): DataType {
	return type.kind === 'array' ? type.elementType : type;
}

function ofArray(
	names: string | readonly [string, ...string[]],
	write: (list: string, type: DataType) => string,
	result: (types: readonly DataType[]) => DataType = sameAs(0),
	test: (element: DataType) => boolean = () => true,
): SparkFunction {
	return scalar(names, {
		coerce: ([type, ...others]) =>
			type?.kind === 'array' && others.length === 0 && test(type.elementType) ? [type] : undefined,
		result,
		duckdb: (args, types) => bind(arg(args, 0), (list) => write(list, typeAt(types, 0))),
	});
}

function isPlain(type: DataType): boolean {
	return !['array', 'map', 'struct', 'variant'].includes(type.kind);
}

/** `f(array, element)`: both brought to the type that holds them. */
function withElement(
	result: (types: readonly DataType[]) => DataType,
	write: (list: string, element: string) => string,
): Overload {
	return {
		coerce: ([array, element, ...others]) => {
			if (array?.kind !== 'array' || !element || others.length > 0) return undefined;
			const common = commonType([array.elementType, element]);
			return common && isOrderable(common) ? [arrayOf(common, array.containsNull), common] : undefined;
		},
		result,
		duckdb: (args) =>
			bindAll([arg(args, 0), arg(args, 1)], (list = '', element = '') => write(list, element)),
	};
}

/** Elements in the order of their first occurrence; NULL counts as a value. */
function distinct(list: string): string {
	const [x, place, y] = [parameterName(), parameterName(), parameterName()];
	const nulls = `list_transform(${list}, lambda ${y}: ${y} IS NULL)`;
	return `list_filter(${list}, lambda ${x}, ${place}: ${place} = CASE WHEN ${x} IS NULL THEN list_position(${nulls}, true) ELSE list_position(${list}, ${x}) END)`;
}

function contains(list: string, element: string): string {
	const nullTest = `(${element} IS NULL AND len(${list}) > list_count(${list}))`;
	return `coalesce(list_contains(${list}, ${element}), ${nullTest})`;
}

function setOperation(name: string, write: (left: string, right: string) => string): SparkFunction {
	return scalar(name, {
		coerce: unified(2, 2, (type) => type.kind === 'array' && isOrderable(type)),
		result: sameAs(0),
		duckdb: (args) =>
			bindAll([arg(args, 0), arg(args, 1)], (a = '', b = '') => {
				return `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${write(a, b)} END`;
			}),
	});
}

function chosen(list: string, test: (element: string) => string): string {
	const x = parameterName();
	return `list_filter(${list}, lambda ${x}: ${test(x)})`;
}

function slice(args: readonly string[]): string {
	return bindAll([arg(args, 0), arg(args, 1), arg(args, 2)], (list = '', start = '', size = '') => {
		const zero = `error('[INVALID_PARAMETER_VALUE.START] The start of slice must not be 0')::INTEGER`;
		const negative = `error('[INVALID_PARAMETER_VALUE.LENGTH] The length of slice must not be negative')::INTEGER`;
		const from = `CASE WHEN ${start} = 0 THEN ${zero} WHEN ${size} < 0 THEN ${negative} WHEN ${start} < 0 THEN len(${list}) + ${start} + 1 ELSE ${start} END`;
		const part = bind(
			from,
			(first) =>
				`CASE WHEN ${first} < 1 OR ${first} > len(${list}) THEN list_slice(${list}, 1, 0) ELSE list_slice(${list}, ${first}, ${first} + ${size} - 1) END`,
		);
		return `CASE WHEN ${list} IS NOT NULL AND ${start} IS NOT NULL AND ${size} IS NOT NULL THEN ${part} END`;
	});
}

function elementAt(onOutside: 'error' | 'null'): Overload {
	return {
		coerce: ([array, index, ...others]) =>
			array?.kind === 'array' && index && others.length === 0 && isIntegral(index) && index.kind !== 'long'
				? [array, integerType]
				: undefined,
		result: (types) => elementOf(typeAt(types, 0)),
		duckdb: (args, types) => {
			const type = duckdbType(elementOf(typeAt(types, 0)));
			return bindAll([arg(args, 0), arg(args, 1)], (list = '', index = '') => {
				const zero = raise('INVALID_INDEX_OF_ZERO', `'The index 0 is invalid'`, type);
				const outside = raise(
					'INVALID_ARRAY_INDEX_IN_ELEMENT_AT',
					`'The index ' || ${index} || ' is out of bounds'`,
					type,
				);
				const guard = onOutside === 'error' ? `WHEN abs(${index}) > len(${list}) THEN ${outside}` : '';
				return `CASE WHEN ${list} IS NULL THEN NULL WHEN ${index} = 0 THEN ${zero} ${guard} ELSE ${list}[${index}] END`;
			});
		},
	};
}

/** From and to included; a step that leads away is an error. */
const numberSequence: Overload = {
	coerce: (types) => {
		const common = types.length === 2 || types.length === 3 ? commonType(types) : undefined;
		return common && isIntegral(common) ? types.map(() => common) : undefined;
	},
	result: (types) => arrayOf(typeAt(types, 0), false),
	duckdb: (args, types) =>
		bindAll(args, (start = '', end = '', step = `CASE WHEN ${start} <= ${end} THEN 1 ELSE -1 END`) => {
			const type = `${duckdbType(typeAt(types, 0))}[]`;
			const wrong = `(${step} = 0 AND ${start} <> ${end}) OR (${step} > 0 AND ${start} > ${end}) OR (${step} < 0 AND ${start} < ${end})`;
			const failure = raise('INTERNAL_ERROR', `'Illegal sequence boundaries'`, type);
			return `CASE WHEN ${wrong} THEN ${failure} WHEN ${start} = ${end} THEN [${start}]::${type} ELSE CAST(generate_series(${start}, ${end}, ${step}) AS ${type}) END`;
		}),
};

const dateSequence: Overload = {
	coerce: (types) => (types.length === 2 && types.every((type) => type.kind === 'date') ? types : undefined),
	result: always(arrayOf(dateType, false)),
	duckdb: (args) =>
		bindAll(args, (start = '', end = '') => {
			const day = parameterName();
			return `list_transform(generate_series(0, ${end} - ${start}, CASE WHEN ${start} <= ${end} THEN 1 ELSE -1 END), lambda ${day}: ${start} + CAST(${day} AS INTEGER))`;
		}),
};

function size(names: readonly [string, ...string[]], kinds: readonly string[]): SparkFunction {
	return scalar(names, {
		coerce: ([type, ...others]) =>
			type && others.length === 0 && kinds.includes(type.kind) ? [type] : undefined,
		result: always(integerType),
		duckdb: (args, types) =>
			`CAST(${typeAt(types, 0).kind === 'map' ? 'cardinality' : 'len'}(${arg(args, 0)}) AS INTEGER)`,
	});
}

const overlap = scalar('arrays_overlap', {
	coerce: unified(2, 2, (type) => type.kind === 'array' && isOrderable(type)),
	result: always(booleanType),
	duckdb: (args) =>
		bindAll([arg(args, 0), arg(args, 1)], (a = '', b = '') => {
			const withNull = (list: string) => `len(${list}) > list_count(${list})`;
			const unknown = `len(${a}) > 0 AND len(${b}) > 0 AND (${withNull(a)} OR ${withNull(b)})`;
			return `CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL WHEN list_has_any(${a}, ${b}) THEN true WHEN ${unknown} THEN NULL ELSE false END`;
		}),
});

/** Arrays. */
export const arrays: readonly SparkFunction[] = [
	neverNull(
		scalar(
			'array',
			{
				coerce: unified(1),
				result: (types) => arrayOf(typeAt(types, 0)),
				duckdb: (args) => `[${args.join(', ')}]`,
			},
			{
				coerce: (types) => (types.length === 0 ? [] : undefined),
				result: always(arrayOf({ kind: 'void' }, false)),
				duckdb: () => 'CAST([] AS INTEGER[])',
			},
		),
	),
	size(['size', 'cardinality'], ['array', 'map']),
	size(['array_size'], ['array']),
	scalar(
		'array_contains',
		withElement(
			always(booleanType),
			(list, element) =>
				`CASE WHEN ${element} IS NULL THEN NULL WHEN list_contains(${list}, ${element}) THEN true WHEN len(${list}) = list_count(${list}) THEN false END`,
		),
	),
	scalar(
		'array_position',
		withElement(
			always(longType),
			(list, element) =>
				`CASE WHEN ${list} IS NOT NULL AND ${element} IS NOT NULL THEN CAST(coalesce(list_position(${list}, ${element}), 0) AS BIGINT) END`,
		),
	),
	scalar(
		'array_remove',
		withElement(
			sameAs(0),
			(list, element) =>
				`CASE WHEN ${element} IS NOT NULL THEN ${chosen(list, (x) => `${x} IS DISTINCT FROM ${element}`)} END`,
		),
	),
	scalar(
		'array_append',
		withElement(
			sameAs(0),
			(list, element) => `CASE WHEN ${list} IS NOT NULL THEN list_append(${list}, ${element}) END`,
		),
	),
	scalar(
		'array_prepend',
		withElement(
			sameAs(0),
			(list, element) => `CASE WHEN ${list} IS NOT NULL THEN list_prepend(${element}, ${list}) END`,
		),
	),
	ofArray('array_distinct', distinct, undefined, isOrderable),
	ofArray('array_compact', (list) => chosen(list, (x) => `${x} IS NOT NULL`)),
	ofArray(
		'array_max',
		(list) => `list_max(${list})`,
		(types) => elementOf(typeAt(types, 0)),
		isPlain,
	),
	ofArray(
		'array_min',
		(list) => `list_min(${list})`,
		(types) => elementOf(typeAt(types, 0)),
		isPlain,
	),
	ofArray(
		'flatten',
		(list) => `CASE WHEN len(${list}) = list_count(${list}) THEN flatten(${list}) END`,
		(types) => elementOf(typeAt(types, 0)),
		(element) => element.kind === 'array',
	),
	scalar('array_join', {
		coerce: ([array, ...rest]) => {
			const others = parameters([text, text], 1)(rest);
			if (
				array?.kind !== 'array' ||
				!others ||
				castExpression('x', array.elementType, stringType, 'implicit') === undefined
			)
				return undefined;
			return [arrayOf(stringType, array.containsNull), ...others];
		},
		result: always(stringType),
		duckdb: (args) =>
			bindAll(args, (list = '', separator = '', replacement = 'NULL::VARCHAR') => {
				const x = parameterName();
				const pieces = `list_filter(list_transform(${list}, lambda ${x}: coalesce(${x}, ${replacement})), lambda ${x}: ${x} IS NOT NULL)`;
				return bind(
					pieces,
					(known) =>
						`CASE WHEN ${list} IS NULL OR ${separator} IS NULL THEN NULL WHEN len(${known}) = 0 THEN '' ELSE list_reduce(${known}, lambda a, b: a || ${separator} || b) END`,
				);
			}),
	}),
	scalar('sort_array', {
		coerce: (types, constants) =>
			types.length === 2 && constants[1] === undefined
				? undefined
				: parameters(
						[
							(type) => (type.kind === 'array' && isPlain(type.elementType) ? type : undefined),
							as(booleanType),
						],
						1,
					)(types),
		result: sameAs(0),
		duckdb: (args, _types, _call, constants) =>
			constants[1]?.toLowerCase() === 'false'
				? `list_sort(${arg(args, 0)}, 'DESC', 'NULLS LAST')`
				: `list_sort(${arg(args, 0)}, 'ASC', 'NULLS FIRST')`,
	}),
	ofArray('array_sort', (list) => `list_sort(${list}, 'ASC', 'NULLS LAST')`, undefined, isPlain),
	scalar('array_repeat', {
		coerce: ([element, count, ...others]) =>
			element && count && others.length === 0 && int(count) ? [element, integerType] : undefined,
		result: (types) => arrayOf(typeAt(types, 0)),
		duckdb: (args) => {
			const x = parameterName();
			return bindAll(
				[arg(args, 0), arg(args, 1)],
				(element = '', count = '') => `list_transform(range(${count}), lambda ${x}: ${element})`,
			);
		},
	}),
	scalar('sequence', numberSequence, dateSequence),
	setOperation('array_union', (a, b) => bind(`list_concat(${a}, ${b})`, distinct)),
	setOperation('array_intersect', (a, b) =>
		bind(
			chosen(a, (x) => contains(b, x)),
			distinct,
		),
	),
	setOperation('array_except', (a, b) =>
		bind(
			chosen(a, (x) => `NOT ${contains(b, x)}`),
			distinct,
		),
	),
	overlap,
	scalar('slice', {
		coerce: parameters([anyArray, int, int]),
		result: sameAs(0),
		duckdb: (args) => slice(args),
	}),
	scalar('element_at', elementAt('error'), mapItem),
	scalar('try_element_at', elementAt('null'), mapItem),
	scalar('get', {
		coerce: parameters([anyArray, int]),
		result: (types) => elementOf(typeAt(types, 0)),
		duckdb: (args) =>
			bind(arg(args, 1), (index) => `CASE WHEN ${index} >= 0 THEN ${arg(args, 0)}[${index} + 1] END`),
	}),
];
