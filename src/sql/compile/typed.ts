import type { DataType } from '../../delta/schema';
import type { Scope } from './scope';

/** An expression that is resolved: DuckDB text and the Delta type that it has there. */
export interface Typed {
	/** In parentheses where it needs them. */
	readonly text: string;
	readonly type: DataType;
	readonly nullable: boolean;
	/** The same for expressions that are the same, which their texts are not: those may hold generated names. */
	readonly key: string;
	/** What a literal says, see `Constants`. */
	readonly constant?: string;
	readonly hasAggregate: boolean;
	readonly hasWindow: boolean;
	/** The columns that are used outside of aggregates and grouping expressions. */
	readonly ungrouped: readonly ColumnUse[];
}

export interface ColumnUse {
	readonly scope: Scope;
	/** The `key` of the column as an expression. */
	readonly key: string;
	readonly name: string;
	readonly at: number;
}

/** An expression made of others: what its parts use, it uses. */
export function derived(
	parts: readonly Typed[],
	own: Pick<Typed, 'text' | 'type' | 'nullable' | 'key'>,
): Typed {
	return {
		...own,
		hasAggregate: parts.some((part) => part.hasAggregate),
		hasWindow: parts.some((part) => part.hasWindow),
		ungrouped: parts.flatMap((part) => part.ungrouped),
	};
}
