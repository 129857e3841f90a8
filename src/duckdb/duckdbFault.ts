import { DeltaError } from '../delta/fault';
import { pathOfExactFile } from './exactFile';

/** What a failed statement was about, as far as its faults need it. */
export interface FaultContext {
	/** Tables whose data files the statement read. */
	readonly tables: readonly string[];
	/** As DuckDB was told, for the message when it does not suffice. */
	readonly memoryLimit: string;
}

const missingFile = /^IO Error: No files found that match the pattern "([^\n]+)"/;
const unopenedFile = /Cannot open file "([^\n]+)": ([^\n]+)/;
const forbiddenFile = /^Permission Error: Cannot access (?:file|directory) "([^\n]+)" - /;
const mistypedColumn =
	/Error while reading file "([^\n]+)": (failed to cast column "[^\n]+" from type [^\n]+? to [^\n]+?): /;
const unreadableFile =
	/(?:No magic bytes found at end of file|File|in file|reading file|file) ['"]([^'"\n]+)['"]/;
const parquetProblem =
	/^(?:Invalid Error|Invalid Input Error|IO Error|Serialization Error|Not implemented Error): .*(?:TProtocol|don't know what type|magic bytes|Parquet|parquet|Corrupt|corrupt|decompress|Snappy|ZSTD|too small|page|thrift|column chunk|Attempting to read)/s;

/** The first line of DuckDB's message, without the excerpt of its SQL text. */
export function messageOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return (
		message
			.split(/\n+LINE \d+: /)[0]
			?.replaceAll('\n', ' ')
			.trim() ?? message
	);
}

/**
 * The fault behind an error of DuckDB that is about a data file or about memory.
 *
 * @returns `undefined` for every other error: one of the query, or of our own making.
 */
export function duckdbFault(error: unknown, { tables, memoryLimit }: FaultContext): DeltaError | undefined {
	if (!(error instanceof Error) || error instanceof DeltaError) return undefined;
	const { message } = error;
	const [, missingPattern] = missingFile.exec(message) ?? [];
	if (missingPattern !== undefined) {
		const missing = pathOfExactFile(missingPattern);
		return new DeltaError(
			{ code: 'dataFileNotFound', file: missing, table: tableOf(missing, tables) },
			{ cause: error },
		);
	}
	const [, unopened, reason] = unopenedFile.exec(message) ?? [];
	if (unopened !== undefined && reason !== undefined) return openingFault(unopened, reason, tables, error);
	const [, forbidden] = forbiddenFile.exec(message) ?? [];
	if (forbidden !== undefined) {
		return new DeltaError(
			{ code: 'pathOutsideTable', table: tableOf(forbidden, tables), file: forbidden },
			{ cause: error },
		);
	}
	if (/^Out of Memory Error/.test(message)) return memoryFault(memoryLimit, error);
	return contentFault(message, tables, error);
}

/** The fault behind a data file that is not Parquet, is damaged, or has values that its table's schema does not allow. */
function contentFault(message: string, tables: readonly string[], error: Error): DeltaError | undefined {
	const [, mistyped, problem] = mistypedColumn.exec(message) ?? [];
	if (mistyped !== undefined && problem !== undefined) {
		return new DeltaError({ code: 'corruptData', file: mistyped, reason: problem }, { cause: error });
	}
	if (!parquetProblem.test(message)) return undefined;
	const [, file] = unreadableFile.exec(message) ?? [];
	return new DeltaError(
		{ code: 'corruptData', file: file ?? tables.join(', '), reason: messageOf(error) },
		{ cause: error },
	);
}

function openingFault(file: string, reason: string, tables: readonly string[], cause: Error): DeltaError {
	if (/No such file/i.test(reason)) {
		return new DeltaError({ code: 'dataFileNotFound', file, table: tableOf(file, tables) }, { cause });
	}
	const kind = /Permission denied|Access is denied/i.test(reason) ? 'denied' : 'unreachable';
	return new DeltaError({ code: 'storage', kind, path: file, reason }, { cause });
}

function memoryFault(memoryLimit: string, cause: Error): DeltaError {
	return new DeltaError(
		{
			code: 'sql',
			errorClass: 'DELTA_OUT_OF_MEMORY',
			message: `the statement needs more memory than the limit of ${memoryLimit}, or more space to spill to`,
			hints: ['raise the memory limit, free disk space in the spill folder, or ask for fewer rows'],
		},
		{ cause },
	);
}

function tableOf(file: string, tables: readonly string[]): string {
	return tables.find((table) => file.startsWith(table)) ?? tables[0] ?? file;
}
