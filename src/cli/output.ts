import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { DeltaError } from '../delta/fault';

/** Where the command prints; a promise settles when the text is on its way and more may follow. */
export interface Output {
	write(text: string): Promise<void>;
	/** Settles when everything is handed to the operating system. */
	flush(): Promise<void>;
}

/** The reader of a pipe went away, as `head` does: not an error, but there is nobody to print for. */
export class OutputClosed extends Error {
	override readonly name = 'OutputClosed';
}

/**
 * Prints to a stream at the pace of its reader.
 *
 * @throws {OutputClosed} from `write` and `flush` once the reader has gone.
 * @throws {DeltaError} `storage` from both when the output cannot be written, as on a full disk.
 */
export function streamOutput(stream: Writable): Output {
	let failure: Error | undefined;
	stream.on('error', (error: NodeJS.ErrnoException) => {
		failure = outputFailure(error);
	});
	return {
		async write(text) {
			if (failure) throw failure;
			if (text === '' || stream.write(text)) return;
			await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch((error: unknown) => {
				throw failure ?? error;
			});
			if (failure) throw failure;
		},
		async flush() {
			if (failure) throw failure;
			await new Promise<void>((resolve, reject) => {
				stream.write('', (error) => (error ? reject(failure ?? error) : resolve()));
			});
		},
	};
}

function outputFailure(cause: NodeJS.ErrnoException): Error {
	if (cause.code === 'EPIPE') return new OutputClosed('output closed', { cause });
	const isFull = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
	const reason = isFull ? 'no space is left on the device' : `cannot be written: ${cause.message}`;
	const kind = isFull ? 'full' : 'unreachable';
	return new DeltaError({ code: 'storage', kind, path: 'standard output', reason }, { cause });
}
