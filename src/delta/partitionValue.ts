import type { DataType } from './schema';

/** Whether a column of this type may be a partition column of a table that this writer makes. */
export function canPartitionBy(type: DataType): boolean {
	return !['binary', 'void', 'variant', 'struct', 'array', 'map'].includes(type.kind);
}

/**
 * A partition value as the log holds it.
 *
 * @param text the value as DuckDB prints it, time stamps in UTC: `1.5`, `true`, `2024-01-31`,
 * `2024-01-31 23:59:59.5+00`; null for null.
 * @returns null for null and for the empty string, which the protocol takes for null.
 * @throws {RangeError} for a type that `canPartitionBy` rejects.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#partition-value-serialization
 */
export function serializePartitionValue(type: DataType, text: string | null): string | null {
	if (!canPartitionBy(type)) throw new RangeError(`not a type of partition columns: ${type.kind}`);
	if (text === null || text === '') return null;
	switch (type.kind) {
		case 'timestamp':
			return isoTimestamp(text);
		case 'float':
		case 'double':
			return specialFloats.get(text) ?? text;
		default:
			return text;
	}
}

/**
 * The folder of a partition, as Spark names it: `a=1/b=x%3Ay`. By convention only; readers go by the log.
 *
 * @param values by column, as `serializePartitionValue` gives them.
 * @returns a path on disk, relative to the table: not yet encoded for the log. Empty without columns.
 */
export function partitionFolder(
	columns: readonly string[],
	values: Readonly<Record<string, string | null>>,
): string {
	return columns
		.map((column) => `${escapePathName(column)}=${escapePathName(values[column] ?? nullFolder)}`)
		.join('/');
}

const nullFolder = '__HIVE_DEFAULT_PARTITION__';

const specialFloats: ReadonlyMap<string, string> = new Map([
	['inf', 'Infinity'],
	['-inf', '-Infinity'],
	['nan', 'NaN'],
]);

function isoTimestamp(text: string): string {
	return text.replace(' ', 'T').replace(/\+00(?::00)?$/, 'Z');
}

/** What Hive, and so Spark, escapes in names of folders, and what Windows does not allow there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what must be escaped.
const unsafe = /[\u0001-\u001f"#%'*/:=?\\\u007f{[\]^<>|]/g;

function escapePathName(name: string): string {
	return name.replace(
		unsafe,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
	);
}
