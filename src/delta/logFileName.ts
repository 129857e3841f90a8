import { asVersion, type Version } from './units';

/**
 * What a file of `_delta_log` is, by its name.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#delta-log-entries
 */
export type LogFileName =
	| { readonly kind: 'commit'; readonly version: Version }
	| { readonly kind: 'checkpoint'; readonly version: Version; readonly form: 'classic' | 'uuid' }
	| {
			readonly kind: 'checkpoint';
			readonly version: Version;
			readonly form: 'multiPart';
			/** From 1 to `parts`. */
			readonly part: number;
			readonly parts: number;
	  }
	| { readonly kind: 'compacted'; readonly first: Version; readonly last: Version }
	| { readonly kind: 'checksum'; readonly version: Version };

/** Name of the hint to the newest checkpoint. */
export const lastCheckpointFileName = '_last_checkpoint';

const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const commitPattern = /^(\d{20})\.json$/;
const classicPattern = /^(\d{20})\.checkpoint\.parquet$/;
const multiPartPattern = /^(\d{20})\.checkpoint\.(\d{10})\.(\d{10})\.parquet$/;
const uuidPattern = new RegExp(`^(\\d{20})\\.checkpoint\\.${uuid}\\.(?:json|parquet)$`);
const compactedPattern = /^(\d{20})\.(\d{20})\.compacted\.json$/;
const checksumPattern = /^(\d{20})\.crc$/;

/** @returns `undefined` for every name that the protocol does not define; readers ignore those. */
export function parseLogFileName(name: string): LogFileName | undefined {
	const version = versionOf(name.slice(0, 20));
	if (version === undefined) return undefined;
	if (commitPattern.test(name)) return { kind: 'commit', version };
	if (checksumPattern.test(name)) return { kind: 'checksum', version };
	if (classicPattern.test(name)) return { kind: 'checkpoint', version, form: 'classic' };
	if (uuidPattern.test(name)) return { kind: 'checkpoint', version, form: 'uuid' };
	return parseMultiPart(name, version) ?? parseCompacted(name, version);
}

function parseMultiPart(name: string, version: Version): LogFileName | undefined {
	const [, , partText, partsText] = multiPartPattern.exec(name) ?? [];
	const part = Number(partText);
	const parts = Number(partsText);
	if (!(part >= 1 && part <= parts)) return undefined;
	return { kind: 'checkpoint', version, form: 'multiPart', part, parts };
}

function parseCompacted(name: string, first: Version): LogFileName | undefined {
	const [, , lastText] = compactedPattern.exec(name) ?? [];
	const last = lastText === undefined ? undefined : versionOf(lastText);
	return last !== undefined && last > first ? { kind: 'compacted', first, last } : undefined;
}

function versionOf(digits: string): Version | undefined {
	if (!/^\d{20}$/.test(digits)) return undefined;
	const value = Number(digits);
	return Number.isSafeInteger(value) ? asVersion(value) : undefined;
}

export function commitFileName(version: Version): string {
	return `${versionPrefix(version)}.json`;
}

export function classicCheckpointFileName(version: Version): string {
	return `${versionPrefix(version)}.checkpoint.parquet`;
}

/** @param part from 1 to `parts`. */
export function multiPartCheckpointFileName(version: Version, part: number, parts: number): string {
	const numbers = [part, parts].map((number) => String(number).padStart(10, '0'));
	return `${versionPrefix(version)}.checkpoint.${numbers.join('.')}.parquet`;
}

/** The start of the names of all files of a version; sorts before all of them. */
export function versionPrefix(version: Version): string {
	return String(version).padStart(20, '0');
}
