import type { DataType } from '../../delta/schema';
import type { Expression, IntervalPart, IntervalUnit } from '../syntax/expression';
import { type Environment, faultAt } from './environment';
import { derived, type Typed } from './typed';

type Interval = Extract<Expression, { kind: 'interval' }>;

/** Months, days and microseconds of each unit. */
const units: Readonly<Record<IntervalUnit, readonly ['months' | 'days' | 'microseconds', bigint]>> = {
	YEAR: ['months', 12n],
	QUARTER: ['months', 3n],
	MONTH: ['months', 1n],
	WEEK: ['days', 7n],
	DAY: ['days', 1n],
	HOUR: ['microseconds', 3_600_000_000n],
	MINUTE: ['microseconds', 60_000_000n],
	SECOND: ['microseconds', 1_000_000n],
	MILLISECOND: ['microseconds', 1_000n],
	MICROSECOND: ['microseconds', 1n],
};

/**
 * `value + interval` or `value - interval`: a date stays a date as long as the interval has no hours.
 *
 * @param sign 1 or -1.
 */
export function addInterval(
	environment: Environment,
	value: Typed,
	interval: Interval,
	sign: 1 | -1,
	at: number,
): Typed {
	const { kind } = value.type;
	if (kind !== 'date' && kind !== 'timestamp' && kind !== 'timestamp_ntz') {
		throw faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES',
			`an interval can be added to dates and timestamps, not to ${kind}`,
		);
	}
	const added = intervalText(interval.parts, sign);
	const key = `${value.key} + ${added}`;
	if (kind !== 'date') {
		return derived([value], {
			text: `(${value.text} + ${added})`,
			type: value.type,
			nullable: value.nullable,
			key,
		});
	}
	const hasTime = interval.parts.some(({ unit }) => units[unit][0] === 'microseconds');
	const type: DataType = { kind: hasTime ? 'timestamp' : 'date' };
	const text = hasTime
		? `((CAST(${value.text} AS TIMESTAMP) AT TIME ZONE 'UTC') + ${added})`
		: `CAST(${value.text} + ${added} AS DATE)`;
	return derived([value], { text, type, nullable: value.nullable, key });
}

/** A DuckDB interval. */
export function intervalText(parts: readonly IntervalPart[], sign: 1 | -1): string {
	const total = { months: 0n, days: 0n, microseconds: 0n };
	for (const { value, unit } of parts) {
		const [field, size] = units[unit];
		total[field] += scaled(value, size) * BigInt(sign);
	}
	const { months, days, microseconds } = total;
	return `CAST('${months} months ${days} days ${microseconds} microseconds' AS INTERVAL)`;
}

/** A decimal number times a size, cut to whole units. */
function scaled(value: string, size: bigint): bigint {
	const [, sign = '', whole = '0', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(value) ?? [];
	const micros = fraction.padEnd(9, '0').slice(0, 9);
	const total = BigInt(whole) * size + (BigInt(micros) * size) / 1_000_000_000n;
	return sign === '-' ? -total : total;
}
