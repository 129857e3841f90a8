import { DeltaError } from './fault';

/**
 * A Delta data type; `kind` is the name that the schema JSON uses.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#schema-serialization-format
 */
export type DataType = PrimitiveType | DecimalType | ArrayType | MapType | StructType;

export interface PrimitiveType {
	readonly kind: PrimitiveKind;
}
export interface DecimalType {
	readonly kind: 'decimal';
	readonly precision: number;
	readonly scale: number;
}
export interface ArrayType {
	readonly kind: 'array';
	readonly elementType: DataType;
	readonly containsNull: boolean;
}
export interface MapType {
	readonly kind: 'map';
	readonly keyType: DataType;
	readonly valueType: DataType;
	readonly valueContainsNull: boolean;
}
export interface StructType {
	readonly kind: 'struct';
	readonly fields: readonly StructField[];
}
export interface StructField {
	readonly name: string;
	readonly type: DataType;
	readonly nullable: boolean;
	/** Arbitrary JSON that must survive a rewrite of the schema. */
	readonly metadata: Readonly<Record<string, unknown>>;
}

/** SQL's name of each primitive kind, as Spark prints it. */
const sqlNames = {
	string: 'string',
	long: 'bigint',
	integer: 'int',
	short: 'smallint',
	byte: 'tinyint',
	float: 'float',
	double: 'double',
	boolean: 'boolean',
	binary: 'binary',
	date: 'date',
	timestamp: 'timestamp',
	timestamp_ntz: 'timestamp_ntz',
	void: 'void',
	variant: 'variant',
} as const;

export type PrimitiveKind = keyof typeof sqlNames;

/** Spark's name of a type, as `DESCRIBE` prints it: `bigint`, `array<string>`, `struct<a:int>`. */
export function sqlTypeName(type: DataType): string {
	switch (type.kind) {
		case 'decimal':
			return `decimal(${type.precision},${type.scale})`;
		case 'array':
			return `array<${sqlTypeName(type.elementType)}>`;
		case 'map':
			return `map<${sqlTypeName(type.keyType)},${sqlTypeName(type.valueType)}>`;
		case 'struct':
			return `struct<${type.fields.map((field) => `${field.name}:${sqlTypeName(field.type)}`).join(',')}>`;
		default:
			return sqlNames[type.kind];
	}
}

/**
 * Parses a `schemaString`.
 *
 * @param file the log file that holds it, for errors.
 * @throws {DeltaError} `corruptLog` when it is not a schema, `unsupportedFeatures` for a type that is not known.
 */
export function parseSchema(schemaString: string, file: string): StructType {
	let json: unknown;
	try {
		json = JSON.parse(schemaString);
	} catch (cause) {
		throw new DeltaError({ code: 'corruptLog', file, reason: 'schemaString is not JSON' }, { cause });
	}
	const type = parseType(json, file);
	if (type.kind !== 'struct') throw invalid(file, 'schemaString is not a struct');
	return type;
}

/** The schema JSON of a struct, with all field metadata. */
export function serializeSchema(schema: StructType): string {
	return JSON.stringify(typeToJson(schema));
}

const decimalPattern = /^decimal\(\s*(\d+)\s*,\s*(-?\d+)\s*\)$/;

function parseType(json: unknown, file: string): DataType {
	if (typeof json === 'string') return parsePrimitive(json, file);
	if (!isRecord(json)) throw invalid(file, `schemaString has ${JSON.stringify(json)} where a type belongs`);
	switch (json['type']) {
		case 'struct':
			return { kind: 'struct', fields: parseFields(json['fields'], file) };
		case 'array':
			return {
				kind: 'array',
				elementType: parseNestedType(json['elementType'], file),
				containsNull: json['containsNull'] !== false,
			};
		case 'map':
			return {
				kind: 'map',
				keyType: parseNestedType(json['keyType'], file),
				valueType: parseNestedType(json['valueType'], file),
				valueContainsNull: json['valueContainsNull'] !== false,
			};
		default:
			throw invalid(file, `schemaString has the unknown type ${JSON.stringify(json['type'])}`);
	}
}

function parsePrimitive(name: string, file: string): DataType {
	if (isPrimitiveKind(name)) return { kind: name };
	if (name === 'decimal') return { kind: 'decimal', precision: 10, scale: 0 };
	const [, precision, scale] = decimalPattern.exec(name) ?? [];
	if (precision !== undefined && scale !== undefined) {
		const type = { kind: 'decimal', precision: Number(precision), scale: Number(scale) } as const;
		if (type.precision < 1 || type.precision > 38 || type.scale < 0 || type.scale > type.precision) {
			throw invalid(file, `schemaString has the impossible type ${name}`);
		}
		return type;
	}
	throw unsupported(file, name);
}

/** A table may have no columns, but no file can hold a struct without fields. */
function parseNestedType(json: unknown, file: string): DataType {
	const type = parseType(json, file);
	if (type.kind === 'struct' && type.fields.length === 0) throw unsupported(file, sqlTypeName(type));
	return type;
}

function parseFields(json: unknown, file: string): readonly StructField[] {
	if (!Array.isArray(json)) throw invalid(file, 'schemaString has a struct without fields');
	const taken = new Set<string>();
	return json.map((field: unknown) => {
		if (!isRecord(field) || typeof field['name'] !== 'string' || field['name'] === '') {
			throw invalid(file, 'schemaString has a field without a name');
		}
		const key = field['name'].toLowerCase();
		if (taken.has(key)) {
			throw invalid(file, `schemaString has more than one field ${field['name']}; case makes no difference`);
		}
		taken.add(key);
		return {
			name: field['name'],
			type: parseNestedType(field['type'], file),
			nullable: field['nullable'] !== false,
			metadata: isRecord(field['metadata']) ? field['metadata'] : {},
		};
	});
}

function typeToJson(type: DataType): unknown {
	switch (type.kind) {
		case 'decimal':
			return `decimal(${type.precision},${type.scale})`;
		case 'array':
			return {
				type: 'array',
				elementType: typeToJson(type.elementType),
				containsNull: type.containsNull,
			};
		case 'map':
			return {
				type: 'map',
				keyType: typeToJson(type.keyType),
				valueType: typeToJson(type.valueType),
				valueContainsNull: type.valueContainsNull,
			};
		case 'struct':
			return {
				type: 'struct',
				fields: type.fields.map(({ name, type: fieldType, nullable, metadata }) => ({
					name,
					type: typeToJson(fieldType),
					nullable,
					metadata,
				})),
			};
		default:
			return type.kind;
	}
}

function isPrimitiveKind(name: string): name is PrimitiveKind {
	return Object.hasOwn(sqlNames, name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(file: string, reason: string): DeltaError {
	return new DeltaError({ code: 'corruptLog', file, reason });
}

function unsupported(file: string, typeName: string): DeltaError {
	return new DeltaError({
		code: 'unsupportedFeatures',
		path: file,
		operation: 'read',
		features: [`type ${typeName}`],
	});
}
