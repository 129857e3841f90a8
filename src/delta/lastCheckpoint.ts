import { isRecord } from '../base/isRecord';
import { asVersion, type Version } from './units';

/**
 * Where the newest checkpoint may be. Only a hint: it may be stale, or name files that are gone.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#last-checkpoint-file
 */
export interface LastCheckpoint {
	readonly version: Version;
	/** Number of files of a multi-part checkpoint; absent for one that is a single file. */
	readonly parts?: number;
}

/** @returns `undefined` for anything that is not a hint; readers then list the whole log. */
export function parseLastCheckpoint(text: string): LastCheckpoint | undefined {
	const json = parseJson(text);
	if (!isRecord(json)) return undefined;
	const { version, parts } = json;
	if (!isWholeNumber(version)) return undefined;
	if (parts === undefined || parts === null) return { version: asVersion(version) };
	return isWholeNumber(parts) && parts > 0 ? { version: asVersion(version), parts } : undefined;
}

function isWholeNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
