import { DeltaError, type SqlPosition } from '../delta/fault';

/** An `sql` fault as an error. */
export function sqlError(
	errorClass: string,
	message: string,
	position?: SqlPosition,
	hints?: readonly string[],
): DeltaError {
	return new DeltaError({
		code: 'sql',
		errorClass,
		message,
		...(position && { position }),
		...(hints && hints.length > 0 && { hints }),
	});
}
