import { DeltaError, describeFault, errorClassOf, hintsFor } from '../delta/fault';

/**
 * What the command prints for a failure: one line `ERROR_CLASS: message`, then a line for each hint.
 *
 * @param debug adds the stack, and those of the causes.
 */
export function errorText(error: unknown, debug: boolean): string {
	const lines =
		error instanceof DeltaError
			? [
					`${errorClassOf(error.fault)}: ${oneLine(describeFault(error.fault))}`,
					...hintsFor(error.fault).map((hint) => `  hint: ${oneLine(hint)}`),
				]
			: [
					`DELTA_INTERNAL_ERROR: ${oneLine(error instanceof Error ? error.message : String(error))}`,
					...(debug ? [] : ['  hint: run it again with --debug for the stack']),
				];
	return `${[...lines, ...(debug ? stacks(error) : [])].join('\n')}\n`;
}

function oneLine(text: string): string {
	return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}

function stacks(error: unknown): readonly string[] {
	if (!(error instanceof Error)) return [];
	return [error.stack ?? error.message, ...stacks(error.cause)];
}
