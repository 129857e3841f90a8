import type { DataType } from '../../delta/schema';
import { castExpression } from './casts';
import { always, arg, scalar, typeAt } from './define';
import type { SparkFunction } from './sparkFunction';
import {
	binaryType,
	booleanType,
	byteType,
	dateType,
	doubleType,
	floatType,
	integerType,
	longType,
	shortType,
	stringType,
	timestampType,
} from './sparkTypes';

function castTo(name: string, target: DataType): SparkFunction {
	return scalar(name, {
		coerce: ([type, ...others]) =>
			type && others.length === 0 && castExpression('x', type, target, 'ansi') !== undefined
				? [type]
				: undefined,
		result: always(target),
		duckdb: (args, types) => castExpression(arg(args, 0), typeAt(types, 0), target, 'ansi') ?? arg(args, 0),
	});
}

/** The types whose names are functions too: `bigint('5')`. */
export const castFunctions: readonly SparkFunction[] = [
	castTo('string', stringType),
	castTo('bigint', longType),
	castTo('int', integerType),
	castTo('smallint', shortType),
	castTo('tinyint', byteType),
	castTo('float', floatType),
	castTo('double', doubleType),
	castTo('boolean', booleanType),
	castTo('binary', binaryType),
	castTo('date', dateType),
	castTo('timestamp', timestampType),
];
