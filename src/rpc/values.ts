/**
 * A value as it crosses a border or is printed by `delta sql --format jsonl`; lossless for every Delta type.
 *
 * Integers are numbers, or text beyond 2^53-1; decimals are text with exactly `scale` fraction digits; NaN, the
 * infinities and negative zero are the texts `NaN`, `Infinity`, `-Infinity`, `-0.0`; dates are `YYYY-MM-DD`; timestamps
 * `YYYY-MM-DDTHH:MM:SS.ffffffZ`, without the Z for `timestamp_ntz`; binary is `0x` and lower-case hex; structs are
 * objects by field name; arrays are arrays; maps are arrays of `[key, value]`; variants are `{"variant": value}`.
 */
export type WireValue =
	| string
	| number
	| boolean
	| null
	| readonly WireValue[]
	| { readonly [field: string]: WireValue };

/** A column of a result. */
export interface WireColumn {
	readonly name: string;
	/** Spark's name of the type: `bigint`, `array<string>`, … */
	readonly type: string;
	readonly nullable: boolean;
	readonly comment?: string;
}

export type WireRow = readonly WireValue[];
