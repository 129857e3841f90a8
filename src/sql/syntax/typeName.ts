import type { DataType, StructField } from '../../delta/schema';
import { sqlError } from '../sqlError';
import type { Parser } from './parser';

const primitives: Readonly<Record<string, DataType>> = {
	BOOLEAN: { kind: 'boolean' },
	TINYINT: { kind: 'byte' },
	BYTE: { kind: 'byte' },
	SMALLINT: { kind: 'short' },
	SHORT: { kind: 'short' },
	INT: { kind: 'integer' },
	INTEGER: { kind: 'integer' },
	BIGINT: { kind: 'long' },
	LONG: { kind: 'long' },
	FLOAT: { kind: 'float' },
	REAL: { kind: 'float' },
	DOUBLE: { kind: 'double' },
	DATE: { kind: 'date' },
	TIMESTAMP: { kind: 'timestamp' },
	TIMESTAMP_LTZ: { kind: 'timestamp' },
	TIMESTAMP_NTZ: { kind: 'timestamp_ntz' },
	STRING: { kind: 'string' },
	BINARY: { kind: 'binary' },
	VOID: { kind: 'void' },
	VARIANT: { kind: 'variant' },
};

/** Reads a type by Spark's names for it. */
export function parseTypeName(parser: Parser): DataType {
	return parser.nested(() => {
		const start = parser.peek();
		const name = start.kind === 'word' ? parser.next().value.toUpperCase() : '';
		switch (name) {
			case 'DECIMAL':
			case 'DEC':
			case 'NUMERIC':
				return decimal(parser);
			case 'CHAR':
			case 'CHARACTER':
			case 'VARCHAR':
				// Lengths matter for tables only; in an expression Spark takes both as string.
				parser.parenthesised(() => parser.integer());
				return { kind: 'string' };
			case 'ARRAY':
				return bracketed(parser, () => ({
					kind: 'array',
					elementType: parseTypeName(parser),
					containsNull: true,
				}));
			case 'MAP':
				return bracketed(parser, () => {
					const keyType = parseTypeName(parser);
					parser.expect(',');
					return { kind: 'map', keyType, valueType: parseTypeName(parser), valueContainsNull: true };
				});
			case 'STRUCT':
				if (parser.accept('<>')) return { kind: 'struct', fields: [] };
				return bracketed(parser, () => ({ kind: 'struct', fields: parser.list(() => field(parser)) }));
			default: {
				const type = Object.hasOwn(primitives, name) ? primitives[name] : undefined;
				if (type) return type;
				throw sqlError(
					'UNSUPPORTED_DATATYPE',
					`there is no type '${parser.text.slice(start.start, start.end)}', or it is not supported`,
					parser.position(start),
				);
			}
		}
	});
}

function decimal(parser: Parser): DataType {
	const start = parser.peek();
	let precision = 10;
	let scale = 0;
	if (parser.accept('(')) {
		precision = parser.integer();
		if (parser.accept(',')) scale = parser.integer();
		parser.expect(')');
	}
	if (precision < 1 || precision > 38 || scale > precision) {
		throw sqlError(
			'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION',
			`decimal(${precision},${scale}) is not possible: the precision is at most 38, and the scale at most the precision`,
			parser.position(start),
		);
	}
	return { kind: 'decimal', precision, scale };
}

function bracketed<T extends DataType>(parser: Parser, content: () => T): T {
	parser.expect('<');
	const type = content();
	parser.expect('>');
	return type;
}

function field(parser: Parser): StructField {
	const name = parser.identifier();
	parser.accept(':');
	const type = parseTypeName(parser);
	const nullable = !parser.accept('NOT', 'NULL');
	const comment = parser.accept('COMMENT') ? parser.string() : undefined;
	return { name, type, nullable, metadata: comment === undefined ? {} : { comment } };
}
