import type { TableReference } from '../statement';
import type { Expression, SortItem, WindowSpecification } from './expression';

/** A query as it is written; offsets are UTF-16 code units of the statement's text. */
export interface QueryNode {
	readonly at: number;
	readonly with: readonly CommonTableExpression[];
	readonly body: QueryBody;
	readonly orderBy: readonly SortItem[];
	readonly limit?: Expression;
	readonly offset?: Expression;
}

export interface CommonTableExpression {
	readonly at: number;
	readonly name: string;
	readonly columns?: readonly string[];
	readonly query: QueryNode;
}

export type QueryBody =
	| SelectNode
	| { readonly kind: 'values'; readonly at: number; readonly rows: readonly (readonly Expression[])[] }
	| { readonly kind: 'nested'; readonly query: QueryNode }
	| SetOperation;

export interface SetOperation {
	readonly kind: 'setOperation';
	readonly at: number;
	readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT';
	readonly all: boolean;
	readonly left: QueryBody;
	readonly right: QueryBody;
}

export interface SelectNode {
	readonly kind: 'select';
	readonly at: number;
	readonly distinct: boolean;
	readonly items: readonly SelectItem[];
	readonly from?: RelationNode;
	readonly lateralViews: readonly LateralView[];
	readonly where?: Expression;
	readonly groupBy?: GroupBy;
	readonly having?: Expression;
	readonly qualify?: Expression;
	readonly windows: readonly NamedWindow[];
}

export interface SelectItem {
	readonly expression: Expression;
	/** Several only after a generator: `explode(m) AS (k, v)`. */
	readonly aliases: readonly string[];
}

export interface NamedWindow {
	readonly name: string;
	readonly window: WindowSpecification;
}

export interface LateralView {
	readonly at: number;
	readonly outer: boolean;
	readonly generator: Expression;
	readonly table?: string;
	readonly columns: readonly string[];
}

/** `GROUP BY`: every element is one of the sets that are combined with each other. */
export type GroupBy =
	| { readonly kind: 'all'; readonly at: number }
	| { readonly kind: 'elements'; readonly elements: readonly GroupingElement[] };

export type GroupingElement =
	| { readonly kind: 'expression'; readonly expression: Expression }
	| {
			readonly kind: 'rollup' | 'cube' | 'sets';
			readonly sets: readonly (readonly Expression[])[];
	  };

export interface RelationAlias {
	readonly name: string;
	readonly columns?: readonly string[];
}

export type RelationNode = { readonly at: number } & (
	| { readonly kind: 'table'; readonly table: TableReference; readonly alias?: RelationAlias }
	| {
			readonly kind: 'subquery';
			readonly query: QueryNode;
			readonly lateral: boolean;
			readonly alias?: RelationAlias;
	  }
	| {
			readonly kind: 'function';
			readonly name: string;
			readonly args: readonly Expression[];
			readonly lateral: boolean;
			readonly alias?: RelationAlias;
	  }
	| JoinNode
);

export interface JoinNode {
	readonly kind: 'join';
	readonly type: JoinType;
	readonly left: RelationNode;
	readonly right: RelationNode;
	readonly condition: JoinCondition;
	readonly alias?: undefined;
}

export type JoinType = 'inner' | 'cross' | 'left' | 'right' | 'full' | 'semi' | 'anti';

export type JoinCondition =
	| { readonly kind: 'none' }
	| { readonly kind: 'natural' }
	| { readonly kind: 'on'; readonly on: Expression }
	| { readonly kind: 'using'; readonly columns: readonly string[] };
