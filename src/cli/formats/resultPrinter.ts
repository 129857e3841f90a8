import type { StructType } from '../../delta/schema';
import type { WireRow } from '../../rpc/values';
import type { Output } from '../output';

/** What one statement gave, its rows still to come. */
export type Outcome =
	| {
			readonly kind: 'rows';
			readonly schema: StructType;
			readonly rows: AsyncIterable<readonly WireRow[]>;
	  }
	| {
			readonly kind: 'done';
			readonly metrics: Readonly<Record<string, string>>;
			/** Absent when the statement committed nothing. */
			readonly version?: number;
	  };

/**
 * Prints outcomes in one of the formats of `delta sql`, one call a statement.
 *
 * @param index of the statement among those that printed something, from 0.
 */
export type ResultPrinter = (outcome: Outcome, output: Output, index: number) => Promise<void>;
