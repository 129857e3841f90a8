import { isRecord } from '../base/isRecord';
import { type ColumnMappingMode, physicalName } from './columnMapping';
import type { DataType, StructType } from './schema';

/**
 * What a writer knows about one leaf column of a data file. Values are text as DuckDB prints them, time stamps in UTC:
 * `1.5`, `inf`, `2024-01-31`, `2024-01-31 23:59:59.5+00`.
 */
export interface LeafStatistics {
	/** Bounds of the values that are neither null nor NaN; absent where nothing is known. */
	readonly min?: string;
	readonly max?: string;
	/** Absent where nothing is known. */
	readonly nullCount?: number;
	readonly hasNaN?: boolean;
}

/** Key of a leaf in `formatStatistics`: the quoted names of its path, `"st"."x"`. */
export function leafKey(path: readonly string[]): string {
	return path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

export interface FileStatistics {
	readonly numRecords: number;
	/** Columns of the data file: without partition columns. */
	readonly schema: StructType;
	readonly mode: ColumnMappingMode;
	/** By `leafKey` of physical names; what is not there gets no statistics. */
	readonly leaves: ReadonlyMap<string, LeafStatistics>;
	/** How many leaf columns get statistics, from the first; -1 for all. Default: 32. */
	readonly maxLeaves?: number;
}

/**
 * The `stats` of an `add`: JSON text, with physical names, nested as the schema is.
 *
 * Bounds are left out where they would not be safe for every reader: beside NaN, for infinities, and for types that
 * have no order in common. Strings are cut to 32 characters, upper bounds upwards; time stamps to milliseconds,
 * downwards as the protocol says.
 *
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics
 */
export function formatStatistics({
	numRecords,
	schema,
	mode,
	leaves,
	maxLeaves = defaultMaxLeaves,
}: FileStatistics): string {
	const budget = { left: maxLeaves < 0 ? Number.POSITIVE_INFINITY : maxLeaves };
	const found = leavesOf(schema, mode, [], budget).map(({ path, type }) => ({
		path,
		type,
		statistics: leaves.get(leafKey(path)) ?? {},
	}));
	const bounds = (side: 'min' | 'max'): string =>
		nest(
			found.map(({ path, type, statistics }) => ({
				path,
				json: statistics.hasNaN === true ? undefined : boundJson(type, statistics[side], side),
			})),
		);
	const nullCounts = nest(
		found.map(({ path, statistics: { nullCount } }) => ({
			path,
			json: nullCount === undefined ? undefined : String(nullCount),
		})),
	);
	return `{"numRecords":${numRecords},"minValues":${bounds('min')},"maxValues":${bounds('max')},"nullCount":${nullCounts}}`;
}

/** `maxLeaves` of a table, from its properties. */
export function maxLeavesOf(configuration: Readonly<Record<string, string>>): number {
	const text = configuration['delta.dataSkippingNumIndexedCols'];
	return text !== undefined && /^(?:-1|\d+)$/.test(text) ? Number(text) : defaultMaxLeaves;
}

/** The `numRecords` of the `stats` of an `add`; `undefined` when it has none. */
export function numRecordsOf(stats: string | undefined): number | undefined {
	if (stats === undefined) return undefined;
	const [, leading] = /^\s*\{\s*"numRecords"\s*:\s*(\d{1,15})\s*[,}]/.exec(stats) ?? [];
	// Nearly always it comes first, and the rest can be long.
	if (leading !== undefined) return Number(leading);
	let json: unknown;
	try {
		json = JSON.parse(stats);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
	const value = isRecord(json) ? json['numRecords'] : undefined;
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const defaultMaxLeaves = 32;
const maxStringLength = 32;

interface Leaf {
	readonly path: readonly string[];
	readonly type: DataType;
}

/** The first leaves, depth first; arrays and maps are one leaf each. */
function leavesOf(
	{ fields }: StructType,
	mode: ColumnMappingMode,
	parent: readonly string[],
	budget: { left: number },
): readonly Leaf[] {
	return fields.flatMap((field): readonly Leaf[] => {
		const path = [...parent, physicalName(field, mode)];
		if (field.type.kind === 'struct') return leavesOf(field.type, mode, path, budget);
		return budget.left-- > 0 ? [{ path, type: field.type }] : [];
	});
}

interface JsonTree extends Map<string, JsonTree | string> {}

/** JSON text of an object with each value at its path; leaves without one are left out, and what is then empty. */
function nest(
	leaves: readonly { readonly path: readonly string[]; readonly json: string | undefined }[],
): string {
	const root: JsonTree = new Map();
	for (const { path, json } of leaves) {
		const name = path.at(-1);
		if (json === undefined || name === undefined) continue;
		let node = root;
		for (const part of path.slice(0, -1)) {
			const next = node.get(part);
			const child: JsonTree = next instanceof Map ? next : new Map();
			node.set(part, child);
			node = child;
		}
		node.set(name, json);
	}
	return treeJson(root);
}

function treeJson(tree: JsonTree): string {
	const members = [...tree].map(
		([name, value]) => `${JSON.stringify(name)}:${value instanceof Map ? treeJson(value) : value}`,
	);
	return `{${members.join(',')}}`;
}

/** Numbers stay the text that they are, since a JavaScript number does not hold every long and decimal. */
function boundJson(type: DataType, text: string | undefined, side: 'min' | 'max'): string | undefined {
	if (text === undefined) return undefined;
	switch (type.kind) {
		case 'byte':
		case 'short':
		case 'integer':
		case 'long':
		case 'float':
		case 'double':
		case 'decimal':
			return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? text : undefined;
		case 'date':
			return /^\d{4}-\d\d-\d\d$/.test(text) ? JSON.stringify(text) : undefined;
		case 'timestamp':
			return timestampBound(text, 'Z');
		case 'timestamp_ntz':
			return timestampBound(text, '');
		case 'string':
			return stringBound(text, side);
		default:
			return undefined;
	}
}

const timestampPattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:\+00(?::00)?|Z)?$/;

function timestampBound(text: string, zone: string): string | undefined {
	const [, date, time, fraction = ''] = timestampPattern.exec(text) ?? [];
	if (date === undefined || time === undefined) return undefined;
	return JSON.stringify(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`);
}

function stringBound(text: string, side: 'min' | 'max'): string | undefined {
	const characters = [...text];
	if (characters.length <= maxStringLength) return JSON.stringify(text);
	if (side === 'min') return JSON.stringify(characters.slice(0, maxStringLength).join(''));
	const bound = cutUpwards(characters);
	return bound === undefined ? undefined : JSON.stringify(bound);
}

/** A short string that is not less than the whole one: its start and a character above the one that follows. */
function cutUpwards(characters: readonly string[]): string | undefined {
	for (let end = maxStringLength; end < 2 * maxStringLength; end++) {
		const next = characters[end];
		if (next === undefined) return characters.join('');
		const above = next < '\u007f' ? '\u007f' : next !== '\u{10ffff}' ? '\u{10ffff}' : undefined;
		if (above !== undefined) return characters.slice(0, end).join('') + above;
	}
	return undefined;
}
