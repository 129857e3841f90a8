import type { DataType } from '../../delta/schema';
import { commonType, int } from './coercion';
import { always, arg, neverNull, sameAs, windowed } from './define';
import type { Overload, SparkFunction } from './sparkFunction';
import { doubleType, integerType } from './sparkTypes';

const none = (types: readonly DataType[]) => (types.length === 0 ? [] : undefined);

/** A rank as Spark's int. */
function rank(duckdbName: string): SparkFunction {
	return neverNull(
		windowed(duckdbName, {
			coerce: none,
			result: always(integerType),
			duckdb: (_args, _types, call) => `CAST(${call(duckdbName, [])} AS INTEGER)`,
		}),
	);
}

function share(duckdbName: string): SparkFunction {
	return neverNull(
		windowed(duckdbName, {
			coerce: none,
			result: always(doubleType),
			duckdb: (_args, _types, call) => call(duckdbName, []),
		}),
	);
}

/** `lag(value [, offset [, default]])`. */
function neighbour(duckdbName: string): Overload {
	return {
		coerce: ([value, offset, fallback, ...others]) => {
			if (!value || others.length > 0) return undefined;
			const distance = offset && int(offset);
			if (offset && !distance) return undefined;
			const type = fallback ? commonType([value, fallback]) : value;
			if (!type) return undefined;
			return [type, ...(distance ? [distance] : []), ...(fallback ? [type] : [])];
		},
		result: sameAs(0),
		duckdb: (args, _types, call) => call(duckdbName, args),
	};
}

/** The functions that need OVER. */
export const windows: readonly SparkFunction[] = [
	rank('row_number'),
	rank('rank'),
	rank('dense_rank'),
	share('percent_rank'),
	share('cume_dist'),
	windowed('ntile', {
		coerce: ([buckets, ...others]) =>
			buckets && others.length === 0 && int(buckets) ? [integerType] : undefined,
		result: always(integerType),
		duckdb: (args, _types, call) => `CAST(${call('ntile', args)} AS INTEGER)`,
	}),
	windowed('lag', neighbour('lag')),
	windowed('lead', neighbour('lead')),
	windowed('nth_value', {
		coerce: ([value, position, ...others]) =>
			value && position && others.length === 0 && int(position) ? [value, integerType] : undefined,
		result: sameAs(0),
		duckdb: (args, _types, call) => call('nth_value', [arg(args, 0), arg(args, 1)]),
	}),
];
