import type { DataType } from '../../delta/schema';
import { as, int, parameters, repeated, stringOrBinary, text, unified } from './coercion';
import { always, arg, calls, neverNull, sameAs, scalar, typeAt } from './define';
import { bind, bindAll } from './duckdbText';
import type { SparkFunction } from './sparkFunction';
import { arrayOf, binaryType, booleanType, integerType, longType, stringType } from './sparkTypes';

type Names = string | readonly [string, ...string[]];

/** A function of strings with a string result. */
function ofText(names: Names, count: number, write: (args: readonly string[]) => string): SparkFunction {
	return scalar(names, {
		coerce: parameters(Array.from({ length: count }, () => text)),
		result: always(stringType),
		duckdb: (args) => write(args),
	});
}

function test(names: Names, duckdbName: string): SparkFunction {
	return scalar(names, {
		coerce: parameters([text, text]),
		result: always(booleanType),
		duckdb: calls(duckdbName),
	});
}

function length(names: Names, ofString: string, factor = 1): SparkFunction {
	return scalar(names, {
		coerce: parameters([stringOrBinary]),
		result: always(integerType),
		duckdb: (args, types) => {
			const size =
				typeAt(types, 0).kind === 'binary' ? `octet_length(${arg(args, 0)})` : `${ofString}(${arg(args, 0)})`;
			return `CAST(${size}${factor === 1 ? '' : ` * ${factor}`} AS INTEGER)`;
		},
	});
}

function trim(names: Names, duckdbName: string): SparkFunction {
	return scalar(names, {
		coerce: parameters([text, text], 1),
		result: always(stringType),
		duckdb: (args) => `${duckdbName}(${arg(args, 0)}, ${args[1] ?? "' '"})`,
	});
}

/** Letters that have several upper-case ones, which DuckDB maps one to one. */
const expansions = [
	['ß', 'SS'],
	['ŉ', 'ʼN'],
	['ǰ', 'J̌'],
	['ﬀ', 'FF'],
	['ﬁ', 'FI'],
	['ﬂ', 'FL'],
	['ﬃ', 'FFI'],
	['ﬄ', 'FFL'],
	['ﬅ', 'ST'],
	['ﬆ', 'ST'],
	['և', 'ԵՒ'],
] as const;

function isAscii(s: string): string {
	return `strlen(${s}) = length(${s})`;
}

function upper(value: string): string {
	return bind(value, (s) => {
		const expanded = expansions.reduce((acc, [from, to]) => `replace(${acc}, '${from}', '${to}')`, s);
		return `CASE WHEN ${isAscii(s)} THEN upper(${s}) ELSE upper(${expanded}) END`;
	});
}

/** Java writes a final sigma at the end of a word, and keeps the dot of a capital dotted i. */
function lower(value: string): string {
	return bind(value, (s) => {
		const sigma = `regexp_replace(${s}, '(\\pL)Σ(\\PL|$)', '\\1ς\\2', 'g')`;
		return `CASE WHEN ${isAscii(s)} THEN lower(${s}) ELSE lower(replace(${sigma}, 'İ', 'i̇')) END`;
	});
}

/** From 1, or from the end when negative; 0 is 1. */
function substring(args: readonly string[]): string {
	return bind(arg(args, 1), (position) => {
		const start = `CASE WHEN ${position} = 0 THEN 1 ELSE ${position} END`;
		const count = args[2];
		if (count === undefined) {
			// A start before the first character is the first: DuckDB's own default length is cut short there.
			return bind(arg(args, 0), (s) => `substring(${s}, greatest(${start}, -length(${s})))`);
		}
		return `substring(${arg(args, 0)}, ${start}, greatest(${count}, 0))`;
	});
}

function pad(names: Names, left: boolean): SparkFunction {
	return scalar(names, {
		coerce: parameters([text, int, text], 2),
		result: always(stringType),
		duckdb: (args) =>
			bindAll([arg(args, 0), arg(args, 1), args[2] ?? "' '"], (s = '', size = '', padding = '') => {
				const padded = `${left ? 'lpad' : 'rpad'}(${s}, ${size}, ${padding})`;
				return `CASE WHEN ${size} <= 0 AND ${padding} IS NOT NULL AND ${s} IS NOT NULL THEN '' WHEN ${padding} = '' THEN left(${s}, ${size}) ELSE ${padded} END`;
			}),
	});
}

function reverse(value: string): string {
	return bind(value, (s) => {
		const codePoints = `list_transform(range(length(${s}), 0, -1), lambda place: substring(${s}, place, 1))`;
		return `CASE WHEN ${isAscii(s)} THEN reverse(${s}) ELSE array_to_string(${codePoints}, '') END`;
	});
}

/** Words are what spaces part. */
function capitalize(value: string): string {
	const words = `string_split(${lower(value)}, ' ')`;
	const word = `${upper('left(word, 1)')} || substring(word, 2)`;
	return `array_to_string(list_transform(${words}, lambda word: ${word}), ' ')`;
}

function locate(args: readonly string[]): string {
	const [part, whole, from] = [arg(args, 0), arg(args, 1), args[2]];
	if (from === undefined) return `CAST(instr(${whole}, ${part}) AS INTEGER)`;
	return bindAll([part, whole, from], (p = '', s = '', start = '') => {
		const found = `instr(substring(${s}, ${start}), ${p})`;
		return `CAST(CASE WHEN ${start} < 1 THEN 0 WHEN ${p} = '' THEN 1 WHEN ${found} = 0 THEN 0 ELSE ${found} + ${start} - 1 END AS INTEGER)`;
	});
}

function overlay(args: readonly string[]): string {
	return bindAll(
		[arg(args, 0), arg(args, 1), arg(args, 2), args[3] ?? '-1'],
		(s = '', part = '', at = '', size = '') => {
			const length = `CASE WHEN ${size} >= 0 THEN ${size} ELSE length(${part}) END`;
			return `left(${s}, greatest(${at} - 1, 0)) || ${part} || substring(${s}, ${at} + ${length})`;
		},
	);
}

function substringIndex(args: readonly string[]): string {
	return bindAll([arg(args, 0), arg(args, 1), arg(args, 2)], (s = '', delimiter = '', count = '') => {
		const parts = `string_split(${s}, ${delimiter})`;
		const first = `list_slice(${parts}, 1, ${count})`;
		const last = `list_slice(${parts}, greatest(len(${parts}) + ${count} + 1, 1), len(${parts}))`;
		return `CASE WHEN ${s} IS NULL OR ${delimiter} IS NULL OR ${count} IS NULL THEN NULL WHEN ${count} = 0 OR ${delimiter} = '' THEN '' ELSE list_reduce(CASE WHEN ${count} > 0 THEN ${first} ELSE ${last} END, lambda a, b: a || ${delimiter} || b) END`;
	});
}

/** The strings of the arguments after the separator, without NULLs. */
function concatWs(args: readonly string[], types: readonly DataType[]): string {
	return bind(arg(args, 0), (separator) => {
		const lists = args
			.slice(1)
			.map((text, i) => (typeAt(types, i + 1).kind === 'array' ? `coalesce(${text}, [])` : `[${text}]`));
		const all = `list_filter(flatten([${['[]::VARCHAR[]', ...lists].join(', ')}]), lambda piece: piece IS NOT NULL)`;
		const joined = `list_reduce(${all}, lambda a, b: a || ${separator} || b, '')`;
		return bind(
			all,
			(pieces) =>
				`CASE WHEN ${separator} IS NULL THEN NULL WHEN len(${pieces}) = 0 THEN '' ELSE ${joined.replace(all, pieces).replace(", '')", ')')} END`,
		);
	});
}

const textOrTexts = (type: DataType) => {
	if (type.kind === 'array') return type.elementType.kind === 'string' ? arrayOf(stringType) : undefined;
	return text(type);
};

/** Strings. */
export const strings: readonly SparkFunction[] = [
	length(['length', 'char_length', 'character_length', 'len'], 'length'),
	length('octet_length', 'strlen'),
	length('bit_length', 'strlen', 8),
	ofText(['upper', 'ucase'], 1, (args) => upper(arg(args, 0))),
	ofText(['lower', 'lcase'], 1, (args) => lower(arg(args, 0))),
	ofText('initcap', 1, (args) => capitalize(arg(args, 0))),
	trim(['trim', 'btrim'], 'trim'),
	trim('ltrim', 'ltrim'),
	trim('rtrim', 'rtrim'),
	scalar(['substring', 'substr'], {
		coerce: parameters([text, int, int], 2),
		result: always(stringType),
		duckdb: (args) => substring(args),
	}),
	scalar('left', {
		coerce: parameters([text, int]),
		result: always(stringType),
		duckdb: (args) =>
			`left(${arg(args, 0)}, greatest(${arg(args, 1)}, CASE WHEN ${arg(args, 1)} IS NULL THEN NULL ELSE 0 END))`,
	}),
	scalar('right', {
		coerce: parameters([text, int]),
		result: always(stringType),
		duckdb: (args) =>
			bind(
				arg(args, 1),
				(n) => `CASE WHEN ${n} <= 0 THEN left(${arg(args, 0)}, 0) ELSE right(${arg(args, 0)}, ${n}) END`,
			),
	}),
	pad('lpad', true),
	pad('rpad', false),
	scalar('repeat', {
		coerce: parameters([text, int]),
		result: always(stringType),
		duckdb: (args) => `repeat(${arg(args, 0)}, ${arg(args, 1)})`,
	}),
	scalar('space', {
		coerce: parameters([int]),
		result: always(stringType),
		duckdb: (args) => `repeat(' ', ${arg(args, 0)})`,
	}),
	scalar(
		'reverse',
		{
			coerce: parameters([text]),
			result: always(stringType),
			duckdb: (args) => reverse(arg(args, 0)),
		},
		{
			coerce: ([type, ...others]) => (type?.kind === 'array' && others.length === 0 ? [type] : undefined),
			result: (types) => typeAt(types, 0),
			duckdb: calls('list_reverse'),
		},
	),
	scalar('replace', {
		coerce: parameters([text, text, text], 2),
		result: always(stringType),
		duckdb: (args) => `replace(${arg(args, 0)}, ${arg(args, 1)}, ${args[2] ?? "''"})`,
	}),
	ofText('translate', 3, calls('translate')),
	scalar('ascii', { coerce: parameters([text]), result: always(integerType), duckdb: calls('ascii') }),
	scalar(['char', 'chr'], {
		coerce: parameters([as(longType)]),
		result: always(stringType),
		duckdb: (args) =>
			bind(arg(args, 0), (n) => `CASE WHEN ${n} < 0 THEN '' ELSE chr(CAST(${n} % 256 AS INTEGER)) END`),
	}),
	scalar('instr', {
		coerce: parameters([text, text]),
		result: always(integerType),
		duckdb: (args) => locate([arg(args, 1), arg(args, 0)]),
	}),
	scalar(['locate', 'position'], {
		coerce: parameters([text, text, int], 2),
		result: always(integerType),
		duckdb: (args) => locate(args),
	}),
	test(['startswith'], 'starts_with'),
	test(['endswith'], 'ends_with'),
	scalar('contains', {
		coerce: parameters([text, text]),
		result: always(booleanType),
		duckdb: calls('contains'),
	}),
	scalar('overlay', {
		coerce: parameters([text, text, int, int], 3),
		result: always(stringType),
		duckdb: (args) => overlay(args),
	}),
	scalar('substring_index', {
		coerce: parameters([text, text, int]),
		result: always(stringType),
		duckdb: (args) => substringIndex(args),
	}),
	scalar('split_part', {
		coerce: parameters([text, text, int]),
		result: always(stringType),
		duckdb: (args) =>
			bindAll([arg(args, 0), arg(args, 1), arg(args, 2)], (s = '', delimiter = '', n = '') => {
				const zero = `error('[INVALID_INDEX_OF_ZERO] The index 0 is invalid')::VARCHAR`;
				const undivided = `CASE WHEN abs(${n}) = 1 THEN ${s} ELSE '' END`;
				return `CASE WHEN ${n} = 0 THEN ${zero} WHEN ${delimiter} = '' AND ${s} IS NOT NULL THEN ${undivided} ELSE split_part(${s}, ${delimiter}, ${n}) END`;
			}),
	}),
	scalar('concat_ws', {
		coerce: (types) => {
			const [separator, ...rest] = types;
			const first = separator && text(separator);
			const others = repeated(textOrTexts, 0)(rest);
			return first && others && [first, ...others];
		},
		result: always(stringType),
		duckdb: (args, types) => concatWs(args, types),
	}),
	scalar(
		['||', 'concat'],
		{
			coerce: (types) =>
				types.length > 0 && types.every((type) => type.kind === 'array')
					? unified(1, undefined, (type) => type.kind === 'array')(types)
					: undefined,
			result: sameAs(0),
			duckdb: (args) =>
				bindAll(args, (...lists) => {
					const known = lists.map((list) => `${list} IS NOT NULL`).join(' AND ');
					return `CASE WHEN ${known} THEN ${lists.reduce((all, list) => `list_concat(${all}, ${list})`)} END`;
				}),
		},
		{
			coerce: (types) =>
				types.length > 0 &&
				types.every((t) => t.kind === 'binary' || t.kind === 'void') &&
				types.some((t) => t.kind === 'binary')
					? types.map(() => binaryType)
					: undefined,
			result: always(binaryType),
			duckdb: (args) => `CAST(${args.join(' || ')} AS BLOB)`,
		},
		{
			coerce: (types) =>
				types.some((t) => t.kind === 'array' || t.kind === 'binary') ? undefined : repeated(text, 1)(types),
			result: always(stringType),
			duckdb: (args) => `CAST(${args.join(' || ')} AS VARCHAR)`,
		},
	),
	scalar('find_in_set', {
		coerce: parameters([text, text]),
		result: always(integerType),
		duckdb: (args) =>
			bindAll(
				[arg(args, 0), arg(args, 1)],
				(s = '', set = '') =>
					`CASE WHEN ${s} IS NOT NULL AND ${set} IS NOT NULL THEN CASE WHEN contains(${s}, ',') THEN 0 ELSE coalesce(list_position(string_split(${set}, ','), ${s}), 0) END END`,
			),
	}),
	neverNull(
		scalar('uuid', {
			coerce: parameters([]),
			result: always(stringType),
			duckdb: () => 'CAST(uuid() AS VARCHAR)',
		}),
	),
];
