import type { DataType, PrimitiveKind } from '../../delta/schema';
import type { OperatorName } from '../operatorNames';
import type { QueryNode } from './query';

/** An expression as it is written; `at` is the offset, in UTF-16 code units, of what an error about it names. */
export type Expression = { readonly at: number } & (
	| Literal
	| { readonly kind: 'interval'; readonly parts: readonly IntervalPart[]; readonly text: string }
	/** A dotted name: a column, perhaps qualified, perhaps with struct fields after it. */
	| { readonly kind: 'name'; readonly parts: readonly string[] }
	| {
			readonly kind: 'star';
			readonly qualifier: readonly string[];
			readonly except: readonly (readonly string[])[];
	  }
	| FunctionCall
	| {
			readonly kind: 'operator';
			readonly name: OperatorName;
			readonly args: readonly Expression[];
			readonly pretty?: string;
	  }
	| { readonly kind: 'and' | 'or'; readonly args: readonly Expression[] }
	| { readonly kind: 'not'; readonly arg: Expression }
	| { readonly kind: 'isNull'; readonly arg: Expression; readonly negated: boolean }
	| {
			readonly kind: 'isBoolean';
			readonly arg: Expression;
			readonly value: boolean | null;
			readonly negated: boolean;
	  }
	| {
			readonly kind: 'between';
			readonly arg: Expression;
			readonly low: Expression;
			readonly high: Expression;
	  }
	| { readonly kind: 'in'; readonly arg: Expression; readonly list: readonly Expression[] }
	| { readonly kind: 'inQuery'; readonly arg: Expression; readonly query: QueryNode }
	| { readonly kind: 'exists'; readonly query: QueryNode }
	| { readonly kind: 'scalarQuery'; readonly query: QueryNode }
	| {
			readonly kind: 'case';
			readonly operand?: Expression;
			readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
			readonly otherwise?: Expression;
	  }
	| {
			readonly kind: 'cast';
			readonly arg: Expression;
			readonly type: DataType;
			readonly mode: 'ansi' | 'try';
	  }
	| { readonly kind: 'field'; readonly arg: Expression; readonly name: string }
	/** `(a, b)`. */
	| { readonly kind: 'row'; readonly items: readonly Expression[] }
	| { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
	/** A name for a part of an expression, as in `struct(1 AS a)`. */
	| { readonly kind: 'named'; readonly arg: Expression; readonly name: string }
);

/** A literal; `value` is the content of a string, hex digits of a binary, digits of a number, `true` or `false`. */
export interface Literal {
	readonly kind: 'literal';
	readonly type: DataType;
	readonly value: string | null;
}

export interface FunctionCall {
	readonly kind: 'call';
	/** As written. */
	readonly name: string;
	readonly args: readonly Expression[];
	readonly distinct: boolean;
	readonly star: boolean;
	readonly ignoreNulls: boolean;
	readonly orderBy: readonly SortItem[];
	readonly withinGroup: readonly SortItem[];
	readonly filter?: Expression;
	readonly over?: WindowReference;
}

export interface SortItem {
	readonly expression: Expression;
	readonly descending: boolean;
	readonly nullsFirst: boolean;
}

/** `OVER name` or `OVER (…)`. */
export type WindowReference =
	| { readonly kind: 'named'; readonly name: string; readonly at: number }
	| ({ readonly kind: 'inline' } & WindowSpecification);

export interface WindowSpecification {
	/** `OVER (name …)`. */
	readonly base?: { readonly name: string; readonly at: number };
	readonly partitionBy: readonly Expression[];
	readonly orderBy: readonly SortItem[];
	readonly frame?: WindowFrame;
}

export interface WindowFrame {
	readonly unit: 'ROWS' | 'RANGE';
	readonly start: FrameBound;
	readonly end: FrameBound;
}

export type FrameBound =
	| { readonly kind: 'unboundedPreceding' | 'unboundedFollowing' | 'currentRow' }
	| { readonly kind: 'preceding' | 'following'; readonly offset: Expression };

/** `unit` is one of `intervalUnits`; `value` a decimal number, perhaps with a sign. */
export interface IntervalPart {
	readonly value: string;
	readonly unit: IntervalUnit;
}

export const intervalUnits = [
	'YEAR',
	'QUARTER',
	'MONTH',
	'WEEK',
	'DAY',
	'HOUR',
	'MINUTE',
	'SECOND',
	'MILLISECOND',
	'MICROSECOND',
] as const;
export type IntervalUnit = (typeof intervalUnits)[number];

/** The literals that are a type's name before a string. */
export const typedLiterals: Readonly<Record<string, PrimitiveKind>> = {
	DATE: 'date',
	TIMESTAMP: 'timestamp',
	TIMESTAMP_LTZ: 'timestamp',
	TIMESTAMP_NTZ: 'timestamp_ntz',
	X: 'binary',
};
