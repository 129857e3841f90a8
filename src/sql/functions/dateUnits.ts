import { anyTimestamp, as, parameters, text } from './coercion';
import { always, arg, scalar, sqlFault, typeAt } from './define';
import { bindAll } from './duckdbText';
import type { Constants, Overload, SparkFunction } from './sparkFunction';
import { longType } from './sparkTypes';

interface Unit {
	/** DuckDB's function that makes an interval of so many of them. */
	readonly makes: 'to_months' | 'to_days' | 'to_microseconds';
	/** How many months, days or microseconds it is. */
	readonly count: number;
}

const microsecondsPerDay = 86_400_000_000;

const units: Readonly<Record<string, Unit>> = {
	YEAR: { makes: 'to_months', count: 12 },
	QUARTER: { makes: 'to_months', count: 3 },
	MONTH: { makes: 'to_months', count: 1 },
	WEEK: { makes: 'to_days', count: 7 },
	DAY: { makes: 'to_days', count: 1 },
	DAYOFYEAR: { makes: 'to_days', count: 1 },
	HOUR: { makes: 'to_microseconds', count: 3_600_000_000 },
	MINUTE: { makes: 'to_microseconds', count: 60_000_000 },
	SECOND: { makes: 'to_microseconds', count: 1_000_000 },
	MILLISECOND: { makes: 'to_microseconds', count: 1_000 },
	MICROSECOND: { makes: 'to_microseconds', count: 1 },
};

function unitOf(constants: Constants, name: string): Unit {
	const word = constants[0]?.toUpperCase() ?? '';
	const unit = Object.hasOwn(units, word) ? units[word] : undefined;
	if (unit) return unit;
	throw sqlFault('INVALID_PARAMETER_VALUE.DATETIME_UNIT', `${name} needs a unit such as MONTH, not ${word}`);
}

/** `timestampadd(unit, count, timestamp)`. */
const add: Overload = {
	coerce: parameters([text, as(longType), anyTimestamp]),
	result: (types) => typeAt(types, 2),
	duckdb: (args, _types, _call, constants) => {
		const { makes, count } = unitOf(constants, 'timestampadd');
		const size = makes === 'to_microseconds' ? 'BIGINT' : 'INTEGER';
		return `${arg(args, 2)} + ${makes}(CAST(${arg(args, 1)} * ${count} AS ${size}))`;
	},
};

/** `timestampdiff(unit, start, end)`: the whole units between the two, cut towards zero. */
const difference: Overload = {
	coerce: parameters([text, anyTimestamp, anyTimestamp]),
	result: always(longType),
	duckdb: (args, types, _call, constants) => {
		const { makes, count } = unitOf(constants, 'timestampdiff');
		const times = [1, 2].map((i) =>
			typeAt(types, i).kind === 'timestamp' ? `(${arg(args, i)} AT TIME ZONE 'UTC')` : arg(args, i),
		);
		return bindAll(times, (start = '', end = '') => {
			if (makes === 'to_months') return `trunc(${months(start, end)} / ${32 * count})::BIGINT`;
			const size = makes === 'to_days' ? count * microsecondsPerDay : count;
			const micros = `(epoch_us(${end}) - epoch_us(${start}))`;
			return `(${micros} - ${micros} % ${size}) // ${size}`;
		});
	},
};

/**
 * 32 times the months between two timestamps, the days of the month counted as 32nds: a month is whole where the day
 * is reached, with a day less where the time of day is not.
 */
function months(start: string, end: string): string {
	const startTime = `CAST(${start} AS TIME)`;
	const endTime = `CAST(${end} AS TIME)`;
	const day = `(CAST(${end} AS DATE) - CASE WHEN ${start} < ${end} AND ${endTime} < ${startTime} THEN 1 WHEN ${start} > ${end} AND ${endTime} > ${startTime} THEN -1 ELSE 0 END)`;
	return `(${packed(day)} - ${packed(`CAST(${start} AS DATE)`)})`;
}

function packed(date: string): string {
	return `((year(${date}) * 12 + month(${date})) * 32 + day(${date}))`;
}

/** Also called DATEADD, DATE_ADD, DATEDIFF and DATE_DIFF, where a unit comes first. */
export const dateUnits: readonly SparkFunction[] = [
	scalar('timestampadd', add),
	scalar('timestampdiff', difference),
];
