import { DeltaError, type Fault } from '../../../src/delta/fault';

/** The fault that a call throws. */
export function faultOf(call: () => unknown): Fault {
	try {
		call();
	} catch (error) {
		if (error instanceof DeltaError) return error.fault;
		throw error;
	}
	throw new Error('the call was expected to throw');
}
