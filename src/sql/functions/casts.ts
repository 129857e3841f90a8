import type { DataType } from '../../delta/schema';
import { castFromString } from './castFromString';
import { castToString } from './castToString';
import { decimalFromText } from './decimalFromText';
import { bind, quoteName } from './duckdbText';
import { isFloating, isIntegral, isNumeric, sameType } from './sparkTypes';

/** `ansi` fails on what does not convert, `try` gives NULL, `implicit` is what an expression does unasked: as `ansi`. */
export type CastMode = 'ansi' | 'try' | 'implicit';

/** The DuckDB type that holds a Delta type. An untyped NULL (`void`) is an INTEGER there. */
export function duckdbType(type: DataType): string {
	switch (type.kind) {
		case 'decimal':
			return `DECIMAL(${type.precision},${type.scale})`;
		case 'array':
			return `${duckdbType(type.elementType)}[]`;
		case 'map':
			return `MAP(${duckdbType(type.keyType)}, ${duckdbType(type.valueType)})`;
		case 'struct':
			return `STRUCT(${type.fields.map((f) => `${quoteName(f.name)} ${duckdbType(f.type)}`).join(', ')})`;
		default:
			return primitives[type.kind];
	}
}

const primitives = {
	string: 'VARCHAR',
	long: 'BIGINT',
	integer: 'INTEGER',
	short: 'SMALLINT',
	byte: 'TINYINT',
	float: 'FLOAT',
	double: 'DOUBLE',
	boolean: 'BOOLEAN',
	binary: 'BLOB',
	date: 'DATE',
	timestamp: 'TIMESTAMP WITH TIME ZONE',
	timestamp_ntz: 'TIMESTAMP',
	void: 'INTEGER',
	variant: 'VARIANT',
} as const;

/**
 * The DuckDB text of a Spark cast.
 *
 * @param text a DuckDB expression of the type `from`, in parentheses where it needs them.
 * @returns `undefined` when Spark does not allow the cast.
 */
export function castExpression(
	text: string,
	from: DataType,
	to: DataType,
	mode: CastMode,
): string | undefined {
	if (sameType(from, to)) return text;
	if (from.kind === 'void') return `CAST(${text} AS ${duckdbType(to)})`;
	if (to.kind === 'string') return castToString(text, from);
	if (from.kind === 'string') return castFromString(text, to, duckdbType(to), mode === 'try');
	if (isNumeric(from)) return castNumeric(text, from, to, mode);
	switch (from.kind) {
		case 'boolean':
			return isNumeric(to) ? plainCast(text, to, mode) : undefined;
		case 'date':
			return castDate(text, to);
		case 'timestamp':
			return castTimestamp(text, to, mode);
		case 'timestamp_ntz':
			return castLocalTime(text, to);
		default:
			return castNested(text, from, to, mode);
	}
}

function plainCast(text: string, to: DataType, mode: CastMode): string {
	return `${mode === 'try' ? 'TRY_CAST' : 'CAST'}(${text} AS ${duckdbType(to)})`;
}

function castNumeric(text: string, from: DataType, to: DataType, mode: CastMode): string | undefined {
	if (to.kind === 'boolean') return `(${text} <> 0)`;
	if (to.kind === 'timestamp') return secondsToTimestamp(text, from, mode);
	if (isIntegral(to)) return plainCast(isIntegral(from) ? text : `trunc(${text})`, to, mode);
	if (to.kind === 'float' && from.kind === 'double') return narrowToFloat(text);
	if (isFloating(to)) return plainCast(text, to, mode);
	if (to.kind !== 'decimal') return undefined;
	if (!isFloating(from)) return plainCast(text, to, mode);
	// Spark converts the shortest decimal text of the double, and gives NULL for what is not finite.
	return bind(text, (x) => {
		const value = decimalFromText(`CAST(${x} AS VARCHAR)`, to, mode === 'try' ? 'TRY_CAST' : 'CAST');
		return `CASE WHEN isfinite(${x}) THEN ${value} END`;
	});
}

/** DuckDB refuses doubles beyond a float; Java gives an infinity. */
function narrowToFloat(text: string): string {
	return bind(
		text,
		(x) =>
			`CASE WHEN abs(${x}) > 3.4028235677973366e38::DOUBLE AND isfinite(${x}) THEN CASE WHEN ${x} > 0 THEN 'inf'::FLOAT ELSE '-inf'::FLOAT END ELSE CAST(${x} AS FLOAT) END`,
	);
}

function secondsToTimestamp(text: string, from: DataType, mode: CastMode): string | undefined {
	const cast = mode === 'try' ? 'TRY_CAST' : 'CAST';
	if (isIntegral(from)) {
		return `(make_timestamp(${cast}(CAST(${text} AS HUGEINT) * 1000000 AS BIGINT)) AT TIME ZONE 'UTC')`;
	}
	if (from.kind === 'decimal') {
		return `(make_timestamp(${cast}(trunc(CAST(${text} AS DECIMAL(38,${Math.min(from.scale, 18)})) * 1000000) AS BIGINT)) AT TIME ZONE 'UTC')`;
	}
	return bind(
		text,
		(x) =>
			`(make_timestamp(CASE WHEN isfinite(${x}) THEN ${cast}(trunc(${x}::DOUBLE * 1000000) AS BIGINT) END) AT TIME ZONE 'UTC')`,
	);
}

function castDate(text: string, to: DataType): string | undefined {
	if (to.kind === 'timestamp') return `(CAST(${text} AS TIMESTAMP) AT TIME ZONE 'UTC')`;
	return to.kind === 'timestamp_ntz' ? `CAST(${text} AS TIMESTAMP)` : undefined;
}

function castLocalTime(text: string, to: DataType): string | undefined {
	if (to.kind === 'timestamp') return `(${text} AT TIME ZONE 'UTC')`;
	return to.kind === 'date' ? `CAST(${text} AS DATE)` : undefined;
}

function castTimestamp(text: string, to: DataType, mode: CastMode): string | undefined {
	if (to.kind === 'timestamp_ntz') return `(${text} AT TIME ZONE 'UTC')`;
	if (to.kind === 'date') return `CAST((${text} AT TIME ZONE 'UTC') AS DATE)`;
	if (isIntegral(to)) return plainCast(`floor(epoch_us(${text})::DECIMAL(20,0) * 0.000001)`, to, mode);
	if (isFloating(to)) return `CAST(epoch_us(${text}) / 1000000.0::DOUBLE AS ${duckdbType(to)})`;
	return to.kind === 'decimal'
		? plainCast(`(epoch_us(${text})::DECIMAL(20,0) * 0.000001)`, to, mode)
		: undefined;
}

let depth = 0;

function castNested(text: string, from: DataType, to: DataType, mode: CastMode): string | undefined {
	if (from.kind === 'array' && to.kind === 'array') {
		const item = `item${++depth}`;
		const element = castExpression(item, from.elementType, to.elementType, mode);
		return element && `list_transform(${text}, lambda ${item}: ${element})`;
	}
	if (from.kind === 'map' && to.kind === 'map') {
		const item = `item${++depth}`;
		const key = castExpression(`${item}.key`, from.keyType, to.keyType, mode);
		const value = castExpression(`${item}.value`, from.valueType, to.valueType, mode);
		if (key === undefined || value === undefined) return undefined;
		return `map_from_entries(list_transform(map_entries(${text}), lambda ${item}: {'key': ${key}, 'value': ${value}}))`;
	}
	if (from.kind !== 'struct' || to.kind !== 'struct' || from.fields.length !== to.fields.length) {
		return undefined;
	}
	return (
		bind(text, (x) => {
			const fields = to.fields.map((target, i) => {
				const source = from.fields[i];
				const value =
					source && castExpression(`(${x}).${quoteName(source.name)}`, source.type, target.type, mode);
				return value && `${quoteName(target.name)} := ${value}`;
			});
			if (fields.includes(undefined)) return '';
			return `CASE WHEN ${x} IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`;
		}) || undefined
	);
}
