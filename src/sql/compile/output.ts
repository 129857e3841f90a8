import type { DataType } from '../../delta/schema';

/** A column that a query gives. */
export interface OutputColumn {
	/** The name that SQL sees; several columns may share it. */
	readonly name: string;
	/** Its DuckDB name, unique in the statement. */
	readonly id: string;
	readonly type: DataType;
	readonly nullable: boolean;
}
