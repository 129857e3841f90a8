import type { DataType } from '../../delta/schema';
import { sqlTypeName } from '../../delta/schema';
import { decimalFromText } from './decimalFromText';
import { bind, raise } from './duckdbText';

/** What Spark trims before it parses: white space and control characters. */
const blanks = `e' \\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x09\\x0a\\x0b\\x0c\\x0d\\x0e\\x0f\\x10\\x11\\x12\\x13\\x14\\x15\\x16\\x17\\x18\\x19\\x1a\\x1b\\x1c\\x1d\\x1e\\x1f\\x7f'`;

const integerText = '[+-]?[0-9]+';
const decimalText = '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?';
const dateText = '([0-9]{4,7})(-([0-9]{1,2})(-([0-9]{1,2}))?)?';
const timeText = '([0-9]{1,2})(:([0-9]{1,2})(:([0-9]{1,2})([.]([0-9]*))?)?)?';
const zoneText = '(Z|(UTC|GMT|UT)?([+-][0-9]{1,2}(:[0-9]{1,2}|[0-9]{2})?)?|[A-Za-z]+/[A-Za-z_/]+)';
const timestampText = `${dateText}([ T]${timeText} ?${zoneText}?)?`;

/**
 * The DuckDB text that parses a string as Spark's cast does.
 *
 * @param orNull whether a text that does not parse gives NULL instead of an error.
 * @param type the DuckDB type of `to`.
 * @returns `undefined` when Spark does not cast strings to the type.
 */
export function castFromString(
	text: string,
	to: DataType,
	type: string,
	orNull: boolean,
): string | undefined {
	const cast = orNull ? 'TRY_CAST' : 'CAST';
	const invalid = (original: string) =>
		orNull
			? `NULL::${type}`
			: raise(
					'CAST_INVALID_INPUT',
					`'The value ''' || ${original} || ''' of the type "STRING" cannot be cast to "${sqlTypeName(to).toUpperCase()}" because it is malformed'`,
					type,
				);
	const whenMatches = (pattern: string, value: (trimmed: string) => string) =>
		bind(`trim(${text}, ${blanks})`, (trimmed) => {
			return `CASE WHEN regexp_full_match(${trimmed}, '${pattern}') THEN ${value(trimmed)} WHEN ${trimmed} IS NOT NULL THEN ${invalid(trimmed)} END`;
		});
	switch (to.kind) {
		case 'long':
		case 'integer':
		case 'short':
		case 'byte':
			return whenMatches(integerText, (s) =>
				orNull
					? `TRY_CAST(${s} AS ${type})`
					: `CASE WHEN TRY_CAST(${s} AS ${type}) IS NULL THEN ${invalid(s)} ELSE CAST(${s} AS ${type}) END`,
			);
		case 'float':
		case 'double':
			return bind(`lower(trim(${text}, ${blanks}))`, (s) => floatingFromString(s, type, invalid));
		case 'decimal':
			return whenMatches(decimalText, (s) => decimalFromText(s, to, cast));
		case 'boolean':
			return bind(`lower(trim(${text}, ${blanks}))`, (s) => {
				const yes = `${s} IN ('t', 'true', 'y', 'yes', '1')`;
				const no = `${s} IN ('f', 'false', 'n', 'no', '0')`;
				return `CASE WHEN ${yes} THEN true WHEN ${no} THEN false WHEN ${s} IS NOT NULL THEN ${invalid(s)} END`;
			});
		case 'binary':
			return `encode(${text})`;
		case 'date':
			return whenMatches(`${dateText}([ T].*)?`, (s) => orInvalid(dateOf(s), s, invalid));
		case 'timestamp_ntz':
			return whenMatches(timestampText, (s) => orInvalid(localTimeOf(s), s, invalid));
		case 'timestamp':
			return whenMatches(timestampText, (s) => orInvalid(instantOf(s), s, invalid));
		default:
			return undefined;
	}
}

function floatingFromString(s: string, type: string, invalid: (s: string) => string): string {
	const infinity = `WHEN ${s} IN ('inf', '+inf', 'infinity', '+infinity') THEN 'inf'::${type} WHEN ${s} IN ('-inf', '-infinity') THEN '-inf'::${type}`;
	const number = `WHEN regexp_full_match(${s}, '${decimalText}[df]?') THEN CAST(rtrim(${s}, 'df') AS ${type})`;
	return `CASE ${infinity} WHEN ${s} = 'nan' THEN 'nan'::${type} ${number} WHEN ${s} IS NOT NULL THEN ${invalid(s)} END`;
}

function orInvalid(parsed: string, s: string, invalid: (s: string) => string): string {
	return bind(parsed, (value) => `CASE WHEN ${value} IS NULL THEN ${invalid(s)} ELSE ${value} END`);
}

/** The date in a text that has the form of one; NULL when there is no such day. */
function dateOf(s: string): string {
	const part = (group: number) => groupOf(s, dateText, group);
	return `TRY_CAST(lpad(${part(1)}, CAST(greatest(4, length(${part(1)})) AS INTEGER), '0') || '-' || coalesce(nullif(${part(3)}, ''), '1') || '-' || coalesce(nullif(${part(5)}, ''), '1') AS DATE)`;
}

function localTimeOf(s: string): string {
	const time = `regexp_extract(${s}, '[ T](${timeText})', 1)`;
	const part = (group: number) => groupOf(time, timeText, group);
	const or0 = (text: string) => `TRY_CAST(coalesce(nullif(${text}, ''), '0') AS BIGINT)`;
	const fraction = `TRY_CAST(rpad(left(${part(7)}, 6), 6, '0') AS BIGINT)`;
	const [hour, minute, second] = [or0(part(1)), or0(part(3)), or0(part(5))];
	const inRange = `${hour} < 24 AND ${minute} < 60 AND ${second} < 60`;
	const micros = `((${hour} * 60 + ${minute}) * 60 + ${second}) * 1000000 + ${fraction}`;
	return `CASE WHEN ${inRange} THEN CAST(${dateOf(s)} AS TIMESTAMP) + to_microseconds(${micros}) END`;
}

function instantOf(s: string): string {
	const zone = `regexp_extract(${s}, '[ T][0-9:.]+ ?${zoneText}$', 1)`;
	const offset = (group: number) =>
		`coalesce(TRY_CAST(nullif(regexp_extract(${zone}, '([0-9]{1,2}):?([0-9]{1,2})?$', ${group}), '') AS BIGINT), 0)`;
	const minutes = `(CASE WHEN contains(${zone}, '-') THEN -1 ELSE 1 END * (${offset(1)} * 60 + ${offset(2)}))`;
	return bind(localTimeOf(s), (local) => {
		const named = `CASE WHEN contains(${zone}, '/') THEN timezone(${zone}, ${local}) ELSE (${local} AT TIME ZONE 'UTC') END`;
		const shifted = `CASE WHEN abs(${minutes}) <= 1080 THEN ((${local} - to_microseconds(${minutes} * 60000000)) AT TIME ZONE 'UTC') END`;
		return `CASE WHEN regexp_matches(${zone}, '[+-]') THEN ${shifted} ELSE ${named} END`;
	});
}

function groupOf(s: string, pattern: string, group: number): string {
	return `regexp_extract(${s}, '^${pattern}', ${group})`;
}
