import type { Column } from './scope';

/** What stands in FROM: DuckDB text, and the columns that it brings, each with a name that is unique in the statement. */
export interface Relation {
	readonly from: string;
	readonly columns: readonly Column[];
	/** Whether it may refer to what stands before it in FROM. */
	readonly lateral?: boolean;
}
