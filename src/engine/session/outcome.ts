import type { StructType } from '../../delta/schema';
import type { WireRow } from '../../rpc/values';

/** What one statement gave. */
export type Outcome =
	| {
			readonly kind: 'rows';
			readonly schema: StructType;
			/** In batches, while the query runs. Can be iterated once, and only until the next statement is asked for. */
			readonly rows: AsyncIterable<readonly WireRow[]>;
	  }
	| {
			readonly kind: 'done';
			/** Operation metrics by Delta's names; empty for statements that have none. */
			readonly metrics: Readonly<Record<string, string>>;
			/** The version that the statement committed; absent when it committed nothing. */
			readonly version?: number;
	  };

/** The outcome of a statement that changed nothing but its session. */
export const nothing: Outcome = { kind: 'done', metrics: {} };

/** Rows that are there already. */
export function rowsOutcome(schema: StructType, rows: readonly WireRow[]): Outcome {
	return { kind: 'rows', schema, rows: oneBatch(rows) };
}

async function* oneBatch(rows: readonly WireRow[]): AsyncGenerator<readonly WireRow[]> {
	if (rows.length > 0) yield rows;
}
