import type { Outcome } from '../../engine/session/outcome';
import type { Output } from '../output';

/**
 * Prints outcomes in one of the formats of `delta sql`, one call a statement.
 *
 * @param index of the statement among those that printed something, from 0.
 */
export type ResultPrinter = (outcome: Outcome, output: Output, index: number) => Promise<void>;
