import { Once } from '../base/once';
import type { CommitInfo, DomainMetadata, Metadata, Protocol, SetTransaction } from '../delta/actions';
import { type ColumnMappingMode, columnMappingMode } from '../delta/columnMapping';
import { DeltaError } from '../delta/fault';
import { assertReadable } from '../delta/features';
import { replayCommits } from '../delta/logReplay';
import type { LogSegment } from '../delta/logSegment';
import type { LogStore } from '../delta/logStore';
import { parseSchema, type StructType } from '../delta/schema';
import type { Version } from '../delta/units';
import { readCheckpointHeader } from '../duckdb/checkpointReader';
import type { Database } from '../duckdb/database';
import { partitionFields } from '../duckdb/scanColumns';
import { loadSnapshotFiles, type SnapshotFiles } from '../duckdb/snapshotFiles';
import type { DeletedRows } from './deletedRows';
import type { RowIndex } from './rowIndex';

/** A table as of one version. Immutable: a newer version is a new snapshot. */
export interface Snapshot {
	readonly tablePath: string;
	readonly version: Version;
	readonly protocol: Protocol;
	readonly metadata: Metadata;
	readonly schema: StructType;
	readonly mode: ColumnMappingMode;
	/** As the metadata spells them. */
	readonly partitionColumns: readonly string[];
	readonly transactions: ReadonlyMap<string, SetTransaction>;
	/** Without those that were removed. */
	readonly domains: ReadonlyMap<string, DomainMetadata>;
	/** Of the commit of this version; absent when only a checkpoint is left of it. */
	readonly commitInfo?: CommitInfo;
	readonly files: SnapshotFiles;
	/** Settled when its files have been found to be what the log says, as far as that needs no rows. */
	readonly checkedFiles: Once<void>;
	/** What is read of the files only when rows are asked for. */
	readonly deletedRows: Once<DeletedRows>;
	readonly rowIndex: Once<RowIndex>;
}

export interface LoadSnapshotOptions {
	/** Name of the DuckDB table for the files. */
	readonly name: string;
	/** Whether files outside of the table's folder may be read. */
	readonly allowOutside: boolean;
	readonly signal: AbortSignal;
}

/**
 * Builds the snapshot of a version out of its checkpoint and the commits after it. What the table asks of readers is
 * checked before its files are interpreted.
 *
 * @throws {DeltaError} `unsupportedFeatures`, `corruptLog`, `missingCommit`.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#action-reconciliation
 */
export async function loadSnapshot(
	database: Database,
	log: LogStore,
	segment: LogSegment,
	{ name, allowOutside, signal }: LoadSnapshotOptions,
): Promise<Snapshot> {
	const { tablePath, version } = segment;
	const tail = await replayCommits(log, segment, signal);
	const checkpoint = segment.checkpoint && {
		tablePath,
		files: segment.checkpoint.fileNames.map((fileName) => log.locate(fileName)),
	};
	// A newer protocol may forbid to interpret the checkpoint at all.
	if (tail.protocol) assertReadable(tail.protocol, tail.metadata, tablePath);
	const header = checkpoint && (await readCheckpointHeader(database, checkpoint, signal));
	const protocol = tail.protocol ?? header?.protocol;
	const metadata = tail.metadata ?? header?.metadata;
	if (!protocol || !metadata) throw incomplete(log, segment, protocol ? 'metaData' : 'protocol');
	assertReadable(protocol, metadata, tablePath);
	const schema = parseSchema(metadata.schemaString, log.locate(''));
	const mode = columnMappingMode(protocol, metadata, tablePath);
	const { partitionColumns } = metadata;
	const files = await loadSnapshotFiles(
		database,
		name,
		{
			tablePath,
			partitionColumns: partitionFields({ tablePath, schema, partitionColumns }),
			mode,
			...(checkpoint && { checkpoint }),
			adds: tail.adds.values(),
			mentioned: tail.mentioned,
			allowOutside,
		},
		signal,
	);
	const domains = [...(header?.domains ?? []), ...tail.domains];
	return {
		tablePath,
		version,
		protocol,
		metadata,
		schema,
		mode,
		partitionColumns,
		transactions: new Map([...(header?.transactions ?? []), ...tail.transactions]),
		domains: new Map([...new Map(domains)].filter(([, { removed }]) => !removed)),
		...(tail.commitInfo && { commitInfo: tail.commitInfo }),
		files,
		checkedFiles: new Once(),
		deletedRows: new Once(),
		rowIndex: new Once(),
	};
}

function incomplete(log: LogStore, { commits }: LogSegment, action: string): DeltaError {
	return new DeltaError({
		code: 'corruptLog',
		file: log.locate(commits[0]?.fileName ?? ''),
		reason: `no commit up to this version has a ${action}`,
	});
}
