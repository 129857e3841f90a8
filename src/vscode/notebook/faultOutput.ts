import { DeltaError, errorClassOf, hintsFor } from '../../delta/fault';
import { failureText } from '../showFault';

/** A failure as a notebook shows it: the error class, and what happened, where, and what to do. */
export function faultOutput(error: unknown): { readonly name: string; readonly message: string } {
	if (!(error instanceof DeltaError)) return { name: 'INTERNAL_ERROR', message: failureText(error) };
	return {
		name: errorClassOf(error.fault),
		message: [failureText(error), ...hintsFor(error.fault).map((hint) => `Hint: ${hint}`)].join('\n'),
	};
}
