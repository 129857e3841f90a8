import { castExpression, duckdbType } from '../functions/casts';
import { quoteText } from '../functions/duckdbText';
import type { Literal } from '../syntax/expression';
import { temporalConstant } from './temporalConstant';
import type { Typed } from './typed';

/** A literal as a DuckDB constant of exactly its type. */
export function compileLiteral({ type, value }: Literal): Typed {
	const text = literalText({ kind: 'literal', type, value });
	return {
		text,
		type,
		nullable: value === null,
		key: text,
		...(value !== null && { constant: value }),
		hasAggregate: false,
		hasWindow: false,
		ungrouped: [],
	};
}

function literalText({ type, value }: Literal): string {
	if (value === null) return `CAST(NULL AS ${duckdbType(type)})`;
	switch (type.kind) {
		case 'boolean':
			return value;
		case 'string':
			return quoteText(value);
		case 'binary':
			return `unhex('${value.length % 2 === 0 ? value : `0${value}`}')`;
		case 'date':
		case 'timestamp':
		case 'timestamp_ntz': {
			const constant = temporalConstant(value, type);
			if (constant !== undefined) return constant;
			const cast = castExpression(quoteText(value), { kind: 'string' }, type, 'ansi');
			if (cast === undefined) throw new Error(`a string has no cast to ${type.kind}`);
			return cast;
		}
		default:
			return `CAST('${value}' AS ${duckdbType(type)})`;
	}
}
