import { parameters, text } from './coercion';
import { always, arg, scalar, sqlFault } from './define';
import { bind, quoteText } from './duckdbText';
import type { Constants, SparkFunction } from './sparkFunction';
import { arrayOf, integerType, stringType } from './sparkTypes';

const plainPath = /^\$(\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])*$/;

/** A path of names and indexes; wildcards behave differently. */
function path(constants: Constants): string {
	const written = constants[1];
	if (written === undefined || !plainPath.test(written)) {
		throw sqlFault('UNSUPPORTED_FEATURE', 'get_json_object takes a literal path of names and indexes');
	}
	return quoteText(written);
}

/** JSON texts. What is not JSON gives NULL. */
export const json: readonly SparkFunction[] = [
	scalar('get_json_object', {
		coerce: parameters([text, text]),
		result: always(stringType),
		duckdb: (args, _types, _call, constants) =>
			bind(
				arg(args, 0),
				(s) => `CASE WHEN json_valid(${s}) THEN json_extract_string(${s}, ${path(constants)}) END`,
			),
	}),
	scalar('json_array_length', {
		coerce: parameters([text]),
		result: always(integerType),
		duckdb: (args) =>
			bind(
				arg(args, 0),
				(s) =>
					`CASE WHEN json_valid(${s}) THEN CASE WHEN json_type(${s}) = 'ARRAY' THEN CAST(json_array_length(${s}) AS INTEGER) END END`,
			),
	}),
	scalar('json_object_keys', {
		coerce: parameters([text]),
		result: always(arrayOf(stringType)),
		duckdb: (args) =>
			bind(
				arg(args, 0),
				(s) =>
					`CASE WHEN json_valid(${s}) THEN CASE WHEN json_type(${s}) = 'OBJECT' THEN json_keys(${s}) END END`,
			),
	}),
];
