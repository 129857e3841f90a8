import type { DataType } from '../../delta/schema';
import { elementOf } from './arrays';
import { duckdbType } from './casts';
import { arg, scalar, sqlFault, typeAt } from './define';
import { bind, bindAll } from './duckdbText';
import type { Overload, SparkFunction } from './sparkFunction';
import { arrayOf, booleanType, integerType, mapOf, sameType, voidType } from './sparkTypes';

interface Lambda {
	readonly parameters: readonly string[];
	readonly body: string;
}

function lambdaOf(text: string): Lambda {
	const [, names, body] = /^lambda ([^:]+): ([\s\S]*)$/.exec(text) ?? [];
	if (names === undefined || body === undefined) throw new Error(`not a lambda: ${text}`);
	return { parameters: names.split(',').map((name) => name.trim()), body };
}

/** The body with its parameters bound to values. */
function apply({ parameters, body }: Lambda, values: readonly string[]): string {
	return parameters.reduceRight(
		(inner, name, i) => `list_transform([${arg(values, i)}], lambda ${name}: ${inner})[1]`,
		body,
	);
}

let depth = 0;

/** DuckDB's second parameter counts from 1 and is a BIGINT; Spark's from 0, an int. */
function overElements(duckdbName: string, list: string, text: string): string {
	const lambda = lambdaOf(text);
	const [element, index] = lambda.parameters;
	if (index === undefined) return `${duckdbName}(${list}, ${text})`;
	const place = `place${++depth}`;
	const body = `list_transform([CAST(${place} - 1 AS INTEGER)], lambda ${index}: ${lambda.body})[1]`;
	return `${duckdbName}(${list}, lambda ${element ?? ''}, ${place}: ${body})`;
}

function ofArray(result: Overload['result'], write: (list: string, lambda: string) => string): Overload {
	return {
		coerce: ([array, ...others]) => (array?.kind === 'array' && others.length === 0 ? [array] : undefined),
		lambdas: (types, arities) => [[elementOf(typeAt(types, 0)), ...(arities[0] === 2 ? [integerType] : [])]],
		result,
		duckdb: (args) => write(arg(args, 0), arg(args, 1)),
	};
}

function needsBoolean(results: readonly DataType[]): void {
	const [type] = results;
	if (type?.kind !== 'boolean' && type?.kind !== 'void') {
		throw sqlFault('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE', 'the lambda must give a boolean');
	}
}

/** True when one is true, else NULL when one is NULL; `forall` is its mirror. */
function quantified(found: 'true' | 'false'): Overload {
	const other = found === 'true' ? 'false' : 'true';
	return ofArray(
		(_types, results) => {
			needsBoolean(results);
			return booleanType;
		},
		(list, lambda) =>
			bind(`list_transform(${list}, ${lambda})`, (tests) => {
				const answers = `CASE WHEN list_contains(${tests}, ${found}) THEN ${found} WHEN len(${tests}) > list_count(${tests}) THEN NULL ELSE ${other} END`;
				return `CASE WHEN ${tests} IS NULL THEN NULL ELSE ${answers} END`;
			}),
	);
}

const reduce: Overload = {
	coerce: ([array, initial, ...others]) =>
		array?.kind === 'array' && initial && others.length === 0 ? [array, initial] : undefined,
	lambdas: (types) => [[typeAt(types, 1), elementOf(typeAt(types, 0))], [typeAt(types, 1)]],
	result: (types, [merged, finished]) => {
		const initial = typeAt(types, 1);
		if (!merged || !sameType(merged, initial)) {
			throw sqlFault(
				'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
				'the merged value must have the type of the start value',
			);
		}
		return finished ?? initial;
	},
	duckdb: (args, types) => {
		const element = duckdbType(elementOf(typeAt(types, 0)));
		const state = duckdbType(typeAt(types, 1));
		const merge = lambdaOf(arg(args, 2));
		const finish = args[3] === undefined ? undefined : lambdaOf(args[3]);
		const [p, q, x] = [`left${++depth}`, `right${depth}`, `item${depth}`];
		return bind(arg(args, 0), (list) => {
			const first = `{'state': CAST(${arg(args, 1)} AS ${state}), 'item': NULL::${element}}`;
			const rest = `list_transform(${list}, lambda ${x}: {'state': NULL::${state}, 'item': ${x}})`;
			const step = `{'state': ${apply(merge, [`${p}.state`, `${q}.item`])}, 'item': ${q}.item}`;
			const reduced = `struct_extract(list_reduce(list_prepend(${first}, ${rest}), lambda ${p}, ${q}: ${step}), 'state')`;
			return `CASE WHEN ${list} IS NOT NULL THEN ${finish ? apply(finish, [reduced]) : reduced} END`;
		});
	},
};

const zipWith: Overload = {
	coerce: ([left, right, ...others]) =>
		left?.kind === 'array' && right?.kind === 'array' && others.length === 0 ? [left, right] : undefined,
	lambdas: (types) => [[elementOf(typeAt(types, 0)), elementOf(typeAt(types, 1))]],
	result: (_types, [result]) => arrayOf(result ?? voidType),
	duckdb: (args) => {
		const lambda = lambdaOf(arg(args, 2));
		const place = `place${++depth}`;
		return bindAll([arg(args, 0), arg(args, 1)], (a = '', b = '') => {
			const zipped = `list_transform(range(1, greatest(len(${a}), len(${b})) + 1), lambda ${place}: ${apply(lambda, [`${a}[${place}]`, `${b}[${place}]`])})`;
			return `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${zipped} END`;
		});
	},
};

function ofMap(
	result: Overload['result'],
	write: (entry: string, lambda: Lambda) => string,
	filter = false,
): Overload {
	return {
		coerce: ([map, ...others]) => (map?.kind === 'map' && others.length === 0 ? [map] : undefined),
		lambdas: ([map]) => (map?.kind === 'map' ? [[map.keyType, map.valueType]] : []),
		result,
		duckdb: (args) => {
			const entry = `entry${++depth}`;
			const over = filter ? 'list_filter' : 'list_transform';
			return bind(arg(args, 0), (map) => {
				const entries = `${over}(map_entries(${map}), lambda ${entry}: ${write(entry, lambdaOf(arg(args, 1)))})`;
				return `CASE WHEN ${map} IS NOT NULL THEN map_from_entries(${entries}) END`;
			});
		},
	};
}

function onEntry(lambda: Lambda, entry: string): string {
	return apply(lambda, [`${entry}.key`, `${entry}.value`]);
}

/** Functions with lambda arguments. */
export const lambdas: readonly SparkFunction[] = [
	scalar(
		'transform',
		ofArray(
			(_types, [result]) => arrayOf(result ?? voidType),
			(list, lambda) => overElements('list_transform', list, lambda),
		),
	),
	scalar(
		'filter',
		ofArray(
			(types, results) => {
				needsBoolean(results);
				return typeAt(types, 0);
			},
			(list, lambda) => overElements('list_filter', list, lambda),
		),
	),
	scalar('exists', quantified('true')),
	scalar('forall', quantified('false')),
	scalar(['aggregate', 'reduce'], reduce),
	scalar('zip_with', zipWith),
	scalar(
		'map_filter',
		ofMap(
			(types, results) => {
				needsBoolean(results);
				return typeAt(types, 0);
			},
			(entry, lambda) => onEntry(lambda, entry),
			true,
		),
	),
	scalar(
		'transform_values',
		ofMap(
			([map], [result]) => mapOf(map?.kind === 'map' ? map.keyType : voidType, result ?? voidType),
			(entry, lambda) => `{'key': ${entry}.key, 'value': ${onEntry(lambda, entry)}}`,
		),
	),
	scalar(
		'transform_keys',
		ofMap(
			([map], [result]) => mapOf(result ?? voidType, map?.kind === 'map' ? map.valueType : voidType),
			(entry, lambda) => `{'key': ${onEntry(lambda, entry)}, 'value': ${entry}.value}`,
		),
	),
];
