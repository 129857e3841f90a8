/** A table version: 0 for the first commit. Versions fit into 53 bits, so a number is exact. */
export type Version = number & { readonly __brand: 'Version' };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMillis = number & { readonly __brand: 'EpochMillis' };

/** @throws {RangeError} unless `value` is an integer from 0 to 2^53-1. */
export function asVersion(value: number): Version {
	if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a table version: ${value}`);
	return value as Version;
}

export function asEpochMillis(value: number): EpochMillis {
	return value as EpochMillis;
}
