import type { DataType } from '../../delta/schema';
import { bind, quoteName } from './duckdbText';

let depth = 0;

/** The DuckDB text that renders a value as Spark's cast to string does; `undefined` where Spark has none. */
export function castToString(text: string, from: DataType): string | undefined {
	switch (from.kind) {
		case 'string':
			return text;
		case 'binary':
			return `decode(${text})`;
		case 'float':
		case 'double':
			return floatingToString(text);
		case 'timestamp':
			return withPlusSign(`CAST((${text} AT TIME ZONE 'UTC') AS VARCHAR)`);
		case 'timestamp_ntz':
		case 'date':
			return withPlusSign(`CAST(${text} AS VARCHAR)`);
		case 'decimal':
			// DuckDB writes .5 where there is no digit before the point.
			if (from.precision > from.scale) return `CAST(${text} AS VARCHAR)`;
			return `regexp_replace(CAST(${text} AS VARCHAR), '^(-?)[.]', '\\10.')`;
		case 'array': {
			const item = `part${++depth}`;
			const element = castToString(item, from.elementType);
			if (element === undefined) return undefined;
			const parts = `list_transform(${text}, lambda ${item}: coalesce(${element}, 'null'))`;
			return `('[' || array_to_string(${parts}, ', ') || ']')`;
		}
		case 'map': {
			const item = `part${++depth}`;
			const key = castToString(`${item}.key`, from.keyType);
			const value = castToString(`${item}.value`, from.valueType);
			if (key === undefined || value === undefined) return undefined;
			const parts = `list_transform(map_entries(${text}), lambda ${item}: ${key} || ' -> ' || coalesce(${value}, 'null'))`;
			return `('{' || array_to_string(${parts}, ', ') || '}')`;
		}
		case 'struct':
			return bind(text, (x) => {
				const fields = from.fields.map((field) =>
					castToString(`(${x}).${quoteName(field.name)}`, field.type),
				);
				const parts = fields.map((field) => `coalesce(${field ?? 'NULL'}, 'null')`).join(` || ', ' || `);
				return `CASE WHEN ${x} IS NOT NULL THEN '{' || ${parts || "''"} || '}' END`;
			});
		case 'variant':
			return undefined;
		default:
			return `CAST(${text} AS VARCHAR)`;
	}
}

/** Years beyond 9999 carry a sign. */
function withPlusSign(text: string): string {
	return `regexp_replace(${text}, '^(\\d{5,})', '+\\1')`;
}

/**
 * Java's rendering: plain digits from 1e-3 to 1e7, else `d.dddEn`. DuckDB has the same shortest digits, but is plain
 * between 1e-4 and 1e16.
 */
function floatingToString(text: string): string {
	return bind(text, (x) => {
		const digits = `CAST(${x} AS VARCHAR)`;
		const withDot = (mantissa: string) => `regexp_replace(${mantissa}, '^(-?\\d)(\\d*)$', '\\1.\\2')`;
		// `12300000.0` and `12345678.9`: the digits without the dot and without zeros at the end.
		const large = `regexp_replace(replace(${digits}, '.', ''), '0+$', '')`;
		const largeText = `${padded(withDot(large))} || 'E' || (position('.' IN ltrim(${digits}, '-')) - 2)`;
		const small = `replace(${digits}, '0.000', '')`;
		const scientific = `regexp_replace(regexp_replace(${digits}, 'e[+]?(-?)0*', 'E\\1'), '^(-?\\d)E', '\\1.0E')`;
		return `CASE WHEN isnan(${x}) THEN 'NaN' WHEN isinf(${x}) THEN CASE WHEN ${x} > 0 THEN 'Infinity' ELSE '-Infinity' END WHEN contains(${digits}, 'e') THEN ${scientific} WHEN abs(${x}) >= 1e7 THEN ${largeText} WHEN abs(${x}) < 1e-3 AND ${x} <> 0 THEN ${padded(withDot(small))} || 'E-4' ELSE ${digits} END`;
	});
}

/** `1.` becomes `1.0`. */
function padded(mantissa: string): string {
	return `regexp_replace(${mantissa}, '\\.$', '.0')`;
}
