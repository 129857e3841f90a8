import { as, parameters, text } from './coercion';
import { always, arg, calls, constantInteger, scalar } from './define';
import type { SparkFunction } from './sparkFunction';
import { binaryType, stringType } from './sparkTypes';

const binary = as(binaryType);

function isUtf8(constant: string | undefined): boolean {
	return constant !== undefined && /^utf-?8$/i.test(constant);
}

/** Digests and encodings of bytes. */
export const hashes: readonly SparkFunction[] = [
	scalar('md5', { coerce: parameters([binary]), result: always(stringType), duckdb: calls('md5') }),
	scalar(['sha1', 'sha'], {
		coerce: parameters([binary]),
		result: always(stringType),
		duckdb: calls('sha1'),
	}),
	scalar('sha2', {
		coerce: ([data, bits, ...others], constants) => {
			const width = constantInteger(constants, 1);
			const bytes = data && binary(data);
			return bytes && bits && others.length === 0 && (width === 0 || width === 256)
				? [bytes, bits]
				: undefined;
		},
		result: always(stringType),
		duckdb: (args) => `sha256(${arg(args, 0)})`,
	}),
	scalar('base64', { coerce: parameters([binary]), result: always(stringType), duckdb: calls('to_base64') }),
	scalar('unbase64', {
		coerce: parameters([text]),
		result: always(binaryType),
		duckdb: calls('from_base64'),
	}),
	scalar('encode', {
		coerce: (types, constants) => (isUtf8(constants[1]) ? parameters([text, text])(types) : undefined),
		result: always(binaryType),
		duckdb: (args) => `encode(${arg(args, 0)})`,
	}),
	scalar('decode', {
		coerce: (types, constants) => (isUtf8(constants[1]) ? parameters([binary, text])(types) : undefined),
		result: always(stringType),
		duckdb: (args) => `decode(${arg(args, 0)})`,
	}),
];
