import type { DataType } from '../../delta/schema';
import { castExpression, duckdbType } from './casts';
import { anyTimestamp, as, int, parameters, text } from './coercion';
import { formatTimestamp, parseTimestamp } from './datePatterns';
import { always, arg, neverNull, scalar, sqlFault, typeAt } from './define';
import { bind, bindAll, raise } from './duckdbText';
import type { Constants, Overload, SparkFunction } from './sparkFunction';
import {
	dateType,
	doubleType,
	integerType,
	isIntegral,
	longType,
	stringType,
	timestampNtzType,
	timestampType,
} from './sparkTypes';

type Names = string | readonly [string, ...string[]];
const date = as(dateType);
const timestamp = as(timestampType);

/** A timestamp as DuckDB's local TIMESTAMP in UTC. */
function local(value: string, type: DataType): string {
	return type.kind === 'timestamp' ? `(${value} AT TIME ZONE 'UTC')` : value;
}

function instant(localText: string): string {
	return `(${localText} AT TIME ZONE 'UTC')`;
}

function ofDate(names: Names, write: (d: string) => string, result: DataType = integerType): SparkFunction {
	return scalar(names, {
		coerce: parameters([date]),
		result: always(result),
		duckdb: (args) => `CAST(${write(arg(args, 0))} AS ${duckdbType(result)})`,
	});
}

function ofTime(names: Names, write: (t: string) => string, result: DataType = integerType): SparkFunction {
	return scalar(names, {
		coerce: parameters([anyTimestamp]),
		result: always(result),
		duckdb: (args, types) => `CAST(${write(local(arg(args, 0), typeAt(types, 0)))} AS ${duckdbType(result)})`,
	});
}

function moved(names: Names, sign: '+' | '-'): SparkFunction {
	return scalar(names, {
		coerce: parameters([date, int]),
		result: always(dateType),
		duckdb: (args) => `(${arg(args, 0)} ${sign} ${arg(args, 1)})`,
	});
}

const truncations: Readonly<Record<string, string>> = {
	year: 'year',
	yyyy: 'year',
	yy: 'year',
	quarter: 'quarter',
	month: 'month',
	mon: 'month',
	mm: 'month',
	week: 'week',
};

const timeTruncations: Readonly<Record<string, string>> = {
	...truncations,
	day: 'day',
	dd: 'day',
	hour: 'hour',
	minute: 'minute',
	second: 'second',
	millisecond: 'milliseconds',
	microsecond: 'microseconds',
};

const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const weekdayNames =
	/^(mo|mon|monday|tu|tue|tuesday|we|wed|wednesday|th|thu|thursday|fr|fri|friday|sa|sat|saturday|su|sun|sunday)$/;

function nextDay(args: readonly string[], constants: Constants): string {
	const name = constants[1]?.toLowerCase() ?? '';
	if (!weekdayNames.test(name)) {
		throw sqlFault('ILLEGAL_DAY_OF_WEEK', `'${name}' is not a day of the week, or not a literal`);
	}
	const wanted = weekdays.indexOf(name.slice(0, 2)) + 1;
	return bind(arg(args, 0), (d) => `(${d} + CAST((${wanted} - isodow(${d}) + 6) % 7 + 1 AS INTEGER))`);
}

function monthsBetween(args: readonly string[], types: readonly DataType[], constants: Constants): string {
	return bindAll(
		[local(arg(args, 0), typeAt(types, 0)), local(arg(args, 1), typeAt(types, 1))],
		(a = '', b = '') => {
			const months = `((year(${a}) - year(${b})) * 12 + month(${a}) - month(${b}))`;
			const bothLast = `last_day(${a}) = CAST(${a} AS DATE) AND last_day(${b}) = CAST(${b} AS DATE)`;
			const micros = (x: string) =>
				`(day(${x}) * 86400 + hour(${x}) * 3600 + minute(${x}) * 60 + second(${x}))`;
			const exact = `(${months} + (${micros(a)} - ${micros(b)}) / 2678400.0::DOUBLE)`;
			const rounded = constants[2]?.toLowerCase() === 'false' ? exact : `round(${exact}, 8)`;
			return `CASE WHEN day(${a}) = day(${b}) OR (${bothLast}) THEN ${months}::DOUBLE ELSE ${rounded} END`;
		},
	);
}

function literalPattern(constants: Constants, index: number, name: string): string {
	const pattern = constants[index];
	if (pattern === undefined)
		throw sqlFault('UNSUPPORTED_FEATURE', `the pattern of ${name} must be a literal`);
	return pattern;
}

/** `to_date(x)`, `to_timestamp(x)`: a cast. */
function converting(target: DataType, mode: 'ansi' | 'try'): Overload {
	return {
		coerce: ([type, ...others]) =>
			type && others.length === 0 && castExpression('x', type, target, mode) !== undefined
				? [type]
				: undefined,
		result: always(target),
		duckdb: (args, types) => castExpression(arg(args, 0), typeAt(types, 0), target, mode) ?? arg(args, 0),
	};
}

function parsing(target: DataType, orNull: boolean): Overload {
	return {
		coerce: ([source, ...rest]) =>
			source?.kind === 'string' || source?.kind === 'void'
				? parameters([text, text])([source, ...rest])
				: undefined,
		result: always(target),
		duckdb: (args, _types, _call, constants) => {
			const parsed = parseTimestamp(arg(args, 0), literalPattern(constants, 1, 'a date'), orNull);
			if (target.kind === 'date') return `CAST(${parsed} AS DATE)`;
			return target.kind === 'long' ? `(epoch_us(${parsed}) // 1000000)` : instant(parsed);
		},
	};
}

const unixSeconds: Overload = {
	coerce: parameters([anyTimestamp]),
	result: always(longType),
	duckdb: (args) => seconds(arg(args, 0)),
};

function seconds(value: string): string {
	return `CAST(floor(epoch_us(${value})::DECIMAL(20,0) * 0.000001) AS BIGINT)`;
}

function fromMicros(names: Names, perUnit: number): SparkFunction {
	return scalar(names, {
		coerce: ([type, ...others]) =>
			type && others.length === 0 && (isIntegral(type) || type.kind === 'void') ? [longType] : undefined,
		result: always(timestampType),
		duckdb: (args) => instant(`make_timestamp(${arg(args, 0)}${perUnit === 1 ? '' : ` * ${perUnit}`})`),
	});
}

function toMicros(name: string, perUnit: number): SparkFunction {
	return scalar(name, {
		coerce: parameters([timestamp]),
		result: always(longType),
		duckdb: (args) =>
			perUnit === 1
				? `epoch_us(${arg(args, 0)})`
				: `CAST(floor(epoch_us(${arg(args, 0)})::DECIMAL(20,0) * ${perUnit === 1000 ? '0.001' : '0.000001'}) AS BIGINT)`,
	});
}

const patternOfSeconds = 'yyyy-MM-dd HH:mm:ss';

/** Dates and timestamps. */
export const dates: readonly SparkFunction[] = [
	ofDate('year', (d) => `year(${d})`),
	ofDate('quarter', (d) => `quarter(${d})`),
	ofDate('month', (d) => `month(${d})`),
	ofDate(['day', 'dayofmonth'], (d) => `day(${d})`),
	ofDate('dayofweek', (d) => `dayofweek(${d}) + 1`),
	ofDate('weekday', (d) => `isodow(${d}) - 1`),
	ofDate('dayofweek_iso', (d) => `isodow(${d})`),
	ofDate('dayofyear', (d) => `dayofyear(${d})`),
	ofDate(['weekofyear'], (d) => `weekofyear(${d})`),
	ofDate('yearofweek', (d) => `isoyear(${d})`),
	ofDate('dayname', (d) => `left(dayname(${d}), 3)`, stringType),
	ofDate('monthname', (d) => `left(monthname(${d}), 3)`, stringType),
	ofDate('last_day', (d) => `last_day(${d})`, dateType),
	ofDate('unix_date', (d) => `(${d} - DATE '1970-01-01')`),
	ofTime('hour', (t) => `hour(${t})`),
	ofTime('minute', (t) => `minute(${t})`),
	ofTime('second', (t) => `second(${t})`),
	ofTime('extract_second', (t) => `(microsecond(${t}) * 0.000001::DECIMAL(8,6))`, {
		kind: 'decimal',
		precision: 8,
		scale: 6,
	}),
	neverNull(
		scalar(['current_date', 'curdate'], {
			coerce: parameters([]),
			result: always(dateType),
			duckdb: () => `CAST((now() AT TIME ZONE 'UTC') AS DATE)`,
		}),
	),
	neverNull(
		scalar(['current_timestamp', 'now'], {
			coerce: parameters([]),
			result: always(timestampType),
			duckdb: () => 'now()',
		}),
	),
	neverNull(
		scalar('localtimestamp', {
			coerce: parameters([]),
			result: always(timestampNtzType),
			duckdb: () => `(now() AT TIME ZONE 'UTC')`,
		}),
	),
	neverNull(
		scalar('current_timezone', { coerce: parameters([]), result: always(stringType), duckdb: () => `'UTC'` }),
	),
	moved(['date_add', 'dateadd'], '+'),
	moved('date_sub', '-'),
	scalar(['datediff', 'date_diff'], {
		coerce: parameters([date, date]),
		result: always(integerType),
		duckdb: (args) => `CAST(${arg(args, 0)} - ${arg(args, 1)} AS INTEGER)`,
	}),
	scalar('add_months', {
		coerce: parameters([date, int]),
		result: always(dateType),
		duckdb: (args) => `CAST(${arg(args, 0)} + to_months(${arg(args, 1)}) AS DATE)`,
	}),
	scalar('months_between', {
		coerce: (types, constants) =>
			types.length === 3 && constants[2] === undefined
				? undefined
				: parameters([timestamp, timestamp, as({ kind: 'boolean' })], 2)(types),
		result: always(doubleType),
		duckdb: (args, types, _call, constants) => monthsBetween(args, types, constants),
	}),
	scalar('next_day', {
		coerce: parameters([date, text]),
		result: always(dateType),
		duckdb: (args, _types, _call, constants) => nextDay(args, constants),
	}),
	scalar('trunc', {
		coerce: parameters([date, text]),
		result: always(dateType),
		duckdb: (args, _types, _call, constants) => {
			const unit = truncations[literalPattern(constants, 1, 'trunc').toLowerCase()];
			return unit ? `CAST(date_trunc('${unit}', ${arg(args, 0)}) AS DATE)` : 'NULL::DATE';
		},
	}),
	scalar('date_trunc', {
		coerce: parameters([text, timestamp]),
		result: always(timestampType),
		duckdb: (args, _types, _call, constants) => {
			const unit = timeTruncations[literalPattern(constants, 0, 'date_trunc').toLowerCase()];
			if (!unit) return `NULL::${duckdbType(timestampType)}`;
			return instant(`date_trunc('${unit}', ${local(arg(args, 1), timestampType)})`);
		},
	}),
	scalar('date_format', {
		coerce: parameters([anyTimestamp, text]),
		result: always(stringType),
		duckdb: (args, types, _call, constants) =>
			formatTimestamp(local(arg(args, 0), typeAt(types, 0)), literalPattern(constants, 1, 'date_format')),
	}),
	scalar('to_date', converting(dateType, 'ansi'), parsing(dateType, false)),
	scalar('to_timestamp', converting(timestampType, 'ansi'), parsing(timestampType, false)),
	scalar('try_to_timestamp', converting(timestampType, 'try'), parsing(timestampType, true)),
	scalar(
		['unix_timestamp', 'to_unix_timestamp'],
		{
			...parsing(longType, false),
			coerce: (types) =>
				types[0]?.kind === 'string' && types.length === 2 ? parameters([text, text])(types) : undefined,
		},
		{
			coerce: (types) => (types.length === 1 && types[0]?.kind === 'string' ? types : undefined),
			result: always(longType),
			duckdb: (args) => `(epoch_us(${parseTimestamp(arg(args, 0), patternOfSeconds, false)}) // 1000000)`,
		},
		unixSeconds,
	),
	scalar('from_unixtime', {
		coerce: parameters([as(longType), text], 1),
		result: always(stringType),
		duckdb: (args, _types, _call, constants) =>
			formatTimestamp(
				`make_timestamp(${arg(args, 0)} * 1000000)`,
				args.length === 1 ? patternOfSeconds : literalPattern(constants, 1, 'from_unixtime'),
			),
	}),
	fromMicros('timestamp_seconds', 1000000),
	fromMicros('timestamp_millis', 1000),
	fromMicros('timestamp_micros', 1),
	toMicros('unix_seconds', 1000000),
	toMicros('unix_millis', 1000),
	toMicros('unix_micros', 1),
	scalar('date_from_unix_date', {
		coerce: parameters([int]),
		result: always(dateType),
		duckdb: (args) => `(DATE '1970-01-01' + ${arg(args, 0)})`,
	}),
	scalar('make_date', {
		coerce: parameters([int, int, int]),
		result: always(dateType),
		duckdb: (args) =>
			bindAll(args, (y = '', m = '', d = '') => {
				const text = `lpad(${y}::VARCHAR, 4, '0') || '-' || ${m} || '-' || ${d}`;
				const failure = raise('DATETIME_FIELD_OUT_OF_BOUNDS', `'Invalid date ' || ${text}`, 'DATE');
				return `CASE WHEN ${y} IS NULL OR ${m} IS NULL OR ${d} IS NULL THEN NULL WHEN TRY_CAST(${text} AS DATE) IS NULL THEN ${failure} ELSE TRY_CAST(${text} AS DATE) END`;
			}),
	}),
	scalar('from_utc_timestamp', {
		coerce: parameters([timestamp, text]),
		result: always(timestampType),
		duckdb: (args) => instant(`timezone(${arg(args, 1)}, ${arg(args, 0)})`),
	}),
	scalar('to_utc_timestamp', {
		coerce: parameters([timestamp, text]),
		result: always(timestampType),
		duckdb: (args) => `timezone(${arg(args, 1)}, (${arg(args, 0)} AT TIME ZONE 'UTC'))`,
	}),
];
