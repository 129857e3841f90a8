import type { ValueType } from '../../src/rpc/valueType';

/** A column as the grid shows it. */
export interface GridColumn extends ValueType {
	readonly name: string;
	readonly isPartition: boolean;
	/** Everything there is to say about the column, on several lines. */
	readonly tooltip: string;
}
