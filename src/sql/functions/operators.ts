import type { DataType } from '../../delta/schema';
import { duckdbType } from './casts';
import { any, as, int, parameters, text, unified } from './coercion';
import { always, arg, sameAs, scalar, sqlFault, typeAt } from './define';
import { bindAll, quoteText, raise } from './duckdbText';
import { mapItem } from './mapItem';
import type { Constants, Overload, SparkFunction } from './sparkFunction';
import { booleanType, integerType, integerWidth, isIntegral, isOrderable, longType } from './sparkTypes';

/** Order among lists and structs with NULLs inside differs between the engines, so they only compare for equality. */
function isPlainlyOrdered(type: DataType): boolean {
	return type.kind !== 'array' && type.kind !== 'struct' && isOrderable(type);
}

function comparison(operator: string, test = isPlainlyOrdered): Overload {
	return {
		coerce: unified(2, 2, test),
		result: always(booleanType),
		duckdb: (args) => `(${arg(args, 0)} ${operator} ${arg(args, 1)})`,
	};
}

const nullSafeEqual: Overload = {
	...comparison('IS NOT DISTINCT FROM', isOrderable),
};

function bitwise(write: (left: string, right: string) => string): Overload {
	return {
		coerce: unified(2, 2, (type) => isIntegral(type) || type.kind === 'void'),
		result: sameAs(0),
		duckdb: (args) => write(arg(args, 0), arg(args, 1)),
	};
}

/** Java's shifts: the distance modulo the width, bits fall off at the ends. */
function shift(operator: '<<' | '>>' | '>>>'): Overload {
	return {
		coerce: ([value, distance, ...others]) => {
			if (!value || !distance || others.length > 0) return undefined;
			const wide = value.kind === 'long' ? longType : as(integerType)(value);
			const by = int(distance);
			return wide && by ? [wide, by] : undefined;
		},
		result: sameAs(0),
		duckdb: (args, types) => {
			const type = typeAt(types, 0);
			const bits = (integerWidth(type) ?? 4) * 8;
			const modulus = 2n ** BigInt(bits);
			return bindAll(
				[arg(args, 0), `CAST(pow(2, ${arg(args, 1)} & ${bits - 1}) AS HUGEINT)`],
				(x = '', factor = '') => {
					const wide = `CAST(${x} AS HUGEINT)`;
					const unsigned = `CASE WHEN ${x} < 0 THEN ${wide} + ${modulus} ELSE ${wide} END`;
					const wrap = (h: string) =>
						`((((${h} + ${modulus / 2n}) % ${modulus}) + ${modulus}) % ${modulus} - ${modulus / 2n})`;
					const shifted = {
						'<<': wrap(`${wide} * ${factor}`),
						// DuckDB's // rounds towards zero; Java's shift rounds down.
						'>>': `CASE WHEN ${x} < 0 THEN -1 - ((-1 - ${wide}) // ${factor}) ELSE ${wide} // ${factor} END`,
						'>>>': wrap(`(${unsigned}) // ${factor}`),
					}[operator];
					return `CAST(${shifted} AS ${duckdbType(type)})`;
				},
			);
		},
	};
}

function like(operator: 'LIKE' | 'ILIKE'): Overload {
	return {
		coerce: parameters([text, text, text], 2),
		result: always(booleanType),
		duckdb: (args, _types, _call, constants) => {
			const escapeCharacter = args.length > 2 ? constants[2] : '\\';
			if (escapeCharacter === undefined || [...escapeCharacter].length !== 1) {
				throw sqlFault('INVALID_ESCAPE_CHAR', 'The escape of LIKE must be a literal of one character');
			}
			const pattern = constants[1];
			if (pattern !== undefined) checkPattern(pattern, escapeCharacter);
			const plain = pattern !== undefined && !pattern.includes(escapeCharacter);
			return `(${arg(args, 0)} ${operator} ${arg(args, 1)}${plain ? '' : ` ESCAPE ${quoteText(escapeCharacter)}`})`;
		},
	};
}

/** Spark allows the escape only before a wildcard or itself. */
function checkPattern(pattern: string, escapeCharacter: string): void {
	const characters = [...pattern];
	for (let i = 0; i < characters.length; i++) {
		if (characters[i] !== escapeCharacter) continue;
		const next = characters[++i];
		if (next === undefined)
			throw sqlFault('INVALID_FORMAT.ESC_AT_THE_END', `'${pattern}' ends with its escape`);
		if (next !== '_' && next !== '%' && next !== escapeCharacter) {
			throw sqlFault('INVALID_FORMAT.ESC_IN_THE_MIDDLE', `'${pattern}' escapes '${next}'`);
		}
	}
}

/** Refuses what Java's regular expressions have and RE2 takes for something else. */
export function checkRegex(constants: Constants, index: number): void {
	const pattern = constants[index];
	if (pattern?.includes('&&')) {
		throw sqlFault('UNSUPPORTED_FEATURE', `the intersection && in the regular expression '${pattern}'`);
	}
}

const rlike: Overload = {
	coerce: parameters([text, text]),
	result: always(booleanType),
	duckdb: (args, _types, _call, constants) => {
		checkRegex(constants, 1);
		return `regexp_matches(${args.join(', ')})`;
	},
};

const arrayItem: Overload = {
	coerce: ([array, index]) => {
		if (array?.kind !== 'array' || !index) return undefined;
		if (index.kind === 'void') return [array, integerType];
		return isIntegral(index) ? [array, index] : undefined;
	},
	result: (types) => {
		const array = typeAt(types, 0);
		return array.kind === 'array' ? array.elementType : array;
	},
	duckdb: (args, types) => {
		const array = typeAt(types, 0);
		const element = duckdbType(array.kind === 'array' ? array.elementType : array);
		return bindAll([arg(args, 0), arg(args, 1)], (list = '', index = '') => {
			const message = `'The index ' || ${index} || ' is out of bounds. The array has ' || len(${list}) || ' elements'`;
			return `CASE WHEN ${index} < 0 OR ${index} >= len(${list}) THEN ${raise('INVALID_ARRAY_INDEX', message, element)} ELSE ${list}[${index} + 1] END`;
		});
	},
};

const not: Overload = {
	coerce: parameters([as(booleanType)]),
	result: always(booleanType),
	duckdb: (args) => `(NOT ${arg(args, 0)})`,
};

const complement: Overload = {
	coerce: ([type]) => (type && isIntegral(type) ? [type] : type?.kind === 'void' ? [integerType] : undefined),
	result: (types: readonly DataType[]) => typeAt(types, 0),
	duckdb: (args) => `(~${arg(args, 0)})`,
};

function nullTest(suffix: string): SparkFunction['overloads'][number] {
	return {
		coerce: parameters([any]),
		result: always(booleanType),
		duckdb: (args) => `(${arg(args, 0)} ${suffix})`,
	};
}

/** Comparison, logic, bits, patterns and subscripts. */
export const operators: readonly SparkFunction[] = [
	scalar(['=', '=='], comparison('=', isOrderable)),
	scalar(['<>', '!='], comparison('<>', isOrderable)),
	scalar('<', comparison('<')),
	scalar('<=', comparison('<=')),
	scalar('>', comparison('>')),
	scalar('>=', comparison('>=')),
	{ ...scalar(['<=>', 'equal_null'], nullSafeEqual), neverNull: true },
	scalar(['not', '!'], not),
	{ ...scalar('isnull', nullTest('IS NULL')), neverNull: true },
	{ ...scalar('isnotnull', nullTest('IS NOT NULL')), neverNull: true },
	scalar(
		'&',
		bitwise((left, right) => `(${left} & ${right})`),
	),
	scalar(
		'|',
		bitwise((left, right) => `(${left} | ${right})`),
	),
	scalar(
		'^',
		bitwise((left, right) => `xor(${left}, ${right})`),
	),
	scalar(['~', 'bitwise_not'], complement),
	scalar(['<<', 'shiftleft'], shift('<<')),
	scalar(['>>', 'shiftright'], shift('>>')),
	scalar(['>>>', 'shiftrightunsigned'], shift('>>>')),
	scalar('like', like('LIKE')),
	scalar('ilike', like('ILIKE')),
	scalar(['rlike', 'regexp', 'regexp_like'], rlike),
	scalar('[]', arrayItem, mapItem),
];
