/** The words of the command line do not make sense; ends the command with status 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}
