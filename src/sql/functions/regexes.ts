import { int, parameters, text } from './coercion';
import { always, arg, constantInteger, scalar, sqlFault } from './define';
import { bind, bindAll, quoteText } from './duckdbText';
import { checkRegex } from './operators';
import type { Constants, SparkFunction } from './sparkFunction';
import { arrayOf, integerType, stringType } from './sparkTypes';

/** Java's replacement text (`$1`, `\$`) in RE2's form (`\1`). */
function replacement(constants: Constants): string {
	const java = constants[2];
	if (java === undefined) {
		throw sqlFault('UNSUPPORTED_FEATURE', 'the replacement of regexp_replace must be a literal');
	}
	const translated = java.replace(/\\(.)|\$(\d)|\\/gs, (_all, escaped?: string, group?: string) => {
		if (group !== undefined) return `\\${group}`;
		return escaped === '\\' ? '\\\\' : (escaped ?? '');
	});
	return quoteText(translated);
}

function group(constants: Constants, count: number): number {
	const index = count < 3 ? 1 : constantInteger(constants, 2);
	if (index === undefined || index < 0 || index > 9) {
		throw sqlFault('UNSUPPORTED_FEATURE', 'the group of a regular expression must be a literal from 0 to 9');
	}
	const pattern = constants[1];
	if (pattern !== undefined) {
		const groups = [...pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?!\?(?!P?<[A-Za-z]))/g)].filter(
			([m]) => m === '(',
		).length;
		if (index > groups) {
			throw sqlFault(
				'INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX',
				`the regular expression has ${groups} groups, not ${index}`,
			);
		}
	}
	return index;
}

/** Regular expressions, as far as Java's and RE2's agree. */
export const regexes: readonly SparkFunction[] = [
	scalar('regexp_replace', {
		coerce: parameters([text, text, text]),
		result: always(stringType),
		duckdb: (args, _types, _call, constants) => {
			checkRegex(constants, 1);
			return `regexp_replace(${arg(args, 0)}, ${arg(args, 1)}, ${replacement(constants)}, 'g')`;
		},
	}),
	scalar('regexp_extract', {
		coerce: parameters([text, text, int], 2),
		result: always(stringType),
		duckdb: (args, _types, _call, constants) => {
			checkRegex(constants, 1);
			return `regexp_extract(${arg(args, 0)}, ${arg(args, 1)}, ${group(constants, args.length)})`;
		},
	}),
	scalar('regexp_extract_all', {
		coerce: parameters([text, text, int], 2),
		result: always(arrayOf(stringType)),
		duckdb: (args, _types, _call, constants) => {
			checkRegex(constants, 1);
			const all = `regexp_extract_all(${arg(args, 0)}, ${arg(args, 1)}, ${group(constants, args.length)})`;
			return `list_transform(${all}, lambda found: coalesce(found, ''))`;
		},
	}),
	scalar('regexp_count', {
		coerce: parameters([text, text]),
		result: always(integerType),
		duckdb: (args, _types, _call, constants) => {
			checkRegex(constants, 1);
			return `CAST(len(regexp_extract_all(${arg(args, 0)}, ${arg(args, 1)}, 0)) AS INTEGER)`;
		},
	}),
	scalar('regexp_substr', {
		coerce: parameters([text, text]),
		result: always(stringType),
		duckdb: (args, _types, _call, constants) => {
			checkRegex(constants, 1);
			return bindAll([arg(args, 0), arg(args, 1)], (s = '', pattern = '') => {
				return `CASE WHEN regexp_matches(${s}, ${pattern}) THEN regexp_extract(${s}, ${pattern}, 0) END`;
			});
		},
	}),
	scalar('split', {
		coerce: (types, constants) => {
			const separates = constants[1] !== undefined && constants[1] !== '';
			const unlimited = types.length < 3 || constants[2] === '-1' || constants[2] === '0';
			return separates && unlimited ? parameters([text, text, int], 2)(types) : undefined;
		},
		result: always(arrayOf(stringType, false)),
		duckdb: (args, _types, _call, constants) => {
			checkRegex(constants, 1);
			return bind(arg(args, 0), (s) => `string_split_regex(${s}, ${arg(args, 1)})`);
		},
	}),
];
