import type { DecimalType } from '../../delta/schema';

/**
 * A decimal from the text of a number, half up.
 *
 * DuckDB takes the digits before an exponent for digits of the result and refuses `123e-2` as DECIMAL(3,2), so texts with
 * an exponent go through a wider type.
 */
export function decimalFromText(
	text: string,
	{ precision, scale }: DecimalType,
	cast: 'CAST' | 'TRY_CAST',
): string {
	const type = `DECIMAL(${precision},${scale})`;
	const wide = `DECIMAL(38,${Math.max(scale, 38 - Math.max(precision - scale + 1, 19))})`;
	return `CASE WHEN contains(lower(${text}), 'e') THEN ${cast}(${cast}(${text} AS ${wide}) AS ${type}) ELSE ${cast}(${text} AS ${type}) END`;
}
