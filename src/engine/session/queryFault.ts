import { DeltaError } from '../../delta/fault';
import { duckdbFault, type FaultContext, messageOf } from '../../duckdb/duckdbFault';
import { sparkErrorClass } from '../../sql/functions/runtimeErrors';

/**
 * The fault behind an error that came up while a statement ran: one of the data, of the machine, or of the statement
 * under its Spark error class.
 *
 * @returns what was thrown when it is none of these: a bug.
 */
export function queryFault(error: unknown, context: FaultContext): unknown {
	if (!(error instanceof Error) || error instanceof DeltaError) return error;
	const aboutFile = /^(IO|Out of Memory|Permission) Error|Error while reading file/.test(error.message);
	return (
		(aboutFile ? duckdbFault(error, context) : undefined) ??
		sparkFault(error) ??
		duckdbFault(error, context) ??
		error
	);
}

function sparkFault(error: Error): DeltaError | undefined {
	const known = sparkErrorClass(messageOf(error));
	return known && new DeltaError({ code: 'sql', ...known }, { cause: error });
}
