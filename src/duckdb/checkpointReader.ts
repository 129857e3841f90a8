import { listValue } from '@duckdb/node-api';
import { parseAction } from '../delta/action';
import type { Action, DomainMetadata, Metadata, Protocol, SetTransaction } from '../delta/actions';
import { DeltaError } from '../delta/fault';
import { type Database, quoteText, type RunOptions } from './database';
import { messageOf } from './duckdbFault';
import { exactFile } from './exactFile';
import { rawFileColumns } from './rawFileColumns';
import { unreadableFile } from './unreadableFile';

/** What a checkpoint says besides its files. */
export interface CheckpointHeader {
	readonly protocol: Protocol;
	readonly metadata: Metadata;
	readonly transactions: ReadonlyMap<string, SetTransaction>;
	readonly domains: ReadonlyMap<string, DomainMetadata>;
}

/** A classic checkpoint, or all parts of a multi-part one. */
export interface Checkpoint {
	readonly tablePath: string;
	/** Full locations. */
	readonly files: readonly string[];
}

/** The columns of a checkpoint that readers use. Names that a checkpoint lacks come as NULL, at every level. */
const columns = {
	protocol:
		'STRUCT(minReaderVersion INTEGER, minWriterVersion INTEGER, readerFeatures VARCHAR[], writerFeatures VARCHAR[])',
	metaData:
		'STRUCT(id VARCHAR, "name" VARCHAR, description VARCHAR, format STRUCT(provider VARCHAR, "options" MAP(VARCHAR, VARCHAR)), schemaString VARCHAR, partitionColumns VARCHAR[], "configuration" MAP(VARCHAR, VARCHAR), createdTime BIGINT)',
	txn: 'STRUCT(appId VARCHAR, "version" BIGINT, lastUpdated BIGINT)',
	domainMetadata: 'STRUCT("domain" VARCHAR, "configuration" VARCHAR, removed BOOLEAN)',
	checkpointMetadata: 'STRUCT("version" BIGINT)',
	sidecar: 'STRUCT(path VARCHAR)',
	add: 'STRUCT(path VARCHAR, partitionValues MAP(VARCHAR, VARCHAR), size BIGINT, modificationTime BIGINT, stats VARCHAR, stats_parsed STRUCT(numRecords BIGINT), deletionVector STRUCT(storageType VARCHAR, pathOrInlineDv VARCHAR, "offset" INTEGER, sizeInBytes INTEGER, cardinality BIGINT))',
} as const;

const headerColumns = [
	'protocol',
	'metaData',
	'txn',
	'domainMetadata',
	'checkpointMetadata',
	'sidecar',
] as const satisfies readonly (keyof typeof columns)[];

/**
 * Reads everything but the files of a checkpoint, so that what the table asks of readers is known before its files
 * are interpreted.
 *
 * @throws {DeltaError} `corruptLog`, naming the file, when it is not a checkpoint; `unsupportedFeatures` for a V2
 * checkpoint.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoint-schema
 */
export async function readCheckpointHeader(
	database: Database,
	checkpoint: Checkpoint,
	signal: AbortSignal,
): Promise<CheckpointHeader> {
	const texts = headerColumns.map(
		(name) => `CASE WHEN ${name} IS NOT NULL THEN to_json({${name}: ${name}})::VARCHAR END`,
	);
	const sql = `SELECT filename, file_row_number, coalesce(${texts.join(', ')}) AS "action"
		FROM ${source(headerColumns)} WHERE ${headerColumns.map((name) => `${name} IS NOT NULL`).join(' OR ')}`;
	const { rows } = await run(database, checkpoint, sql, { signal });
	const actions = rows.flatMap(([file, row, text]) => {
		assertNotV2(String(text), checkpoint);
		return parseAction(String(text), String(file), Number(row) + 1);
	});
	return headerOf(actions, checkpoint);
}

function headerOf(actions: readonly Action[], checkpoint: Checkpoint): CheckpointHeader {
	const protocol = actions.findLast((action) => action.kind === 'protocol');
	const metadata = actions.findLast((action) => action.kind === 'metaData');
	if (!protocol) throw corrupt(checkpoint, 'the checkpoint has no protocol');
	if (!metadata) throw corrupt(checkpoint, 'the checkpoint has no metaData');
	const transactions = new Map<string, SetTransaction>();
	const domains = new Map<string, DomainMetadata>();
	for (const action of actions) {
		if (action.kind === 'txn') transactions.set(action.appId, action);
		else if (action.kind === 'domainMetadata') domains.set(action.domain, action);
	}
	return { protocol, metadata, transactions, domains };
}

/**
 * Appends the files of a checkpoint to a table that `rawFileColumns` made.
 *
 * @param outdated name of a table whose column `key` has the `fileKey`s that newer commits speak of: those are left out.
 * @throws {DeltaError} `corruptLog`, naming the file, when it cannot be read.
 */
export async function loadCheckpointFiles(
	database: Database,
	checkpoint: Checkpoint,
	{
		into,
		outdated,
		signal,
	}: { readonly into: string; readonly outdated: string; readonly signal: AbortSignal },
): Promise<void> {
	const key = `regexp_replace("add".path, '^file:/+', '/') || CASE WHEN "add".deletionVector IS NULL THEN '' ELSE
		chr(10) || "add".deletionVector.storageType || "add".deletionVector.pathOrInlineDv
			|| coalesce('@' || "add".deletionVector."offset", '') END`;
	const values = {
		path: '"add".path',
		partitionValues: '"add".partitionValues',
		size: '"add".size',
		modificationTime: '"add".modificationTime',
		stats: '"add".stats',
		numRecords: '"add".stats_parsed.numRecords',
		dvStorageType: '"add".deletionVector.storageType',
		dvPathOrInlineDv: '"add".deletionVector.pathOrInlineDv',
		dvOffset: '"add".deletionVector."offset"',
		dvSizeInBytes: '"add".deletionVector.sizeInBytes',
		dvCardinality: '"add".deletionVector.cardinality',
	} as const satisfies Record<keyof typeof rawFileColumns, string>;
	const names = Object.keys(rawFileColumns) as (keyof typeof rawFileColumns)[];
	const sql = `INSERT INTO ${into} SELECT ${names.map((name) => values[name]).join(', ')}
		FROM ${source(['add'])} WHERE "add" IS NOT NULL AND (${key}) NOT IN (FROM ${outdated})`;
	await run(database, checkpoint, sql, { signal });
	const { rows } = await database.run(
		`SELECT count(*) FROM ${into} WHERE path IS NULL OR size IS NULL OR modificationTime IS NULL
			OR (dvStorageType IS NOT NULL AND (dvPathOrInlineDv IS NULL OR dvSizeInBytes IS NULL OR dvCardinality IS NULL))`,
		{ signal },
	);
	if (rows[0]?.[0] !== 0n) throw corrupt(checkpoint, 'the checkpoint has an add that lacks a required field');
}

function source(names: readonly (keyof typeof columns)[]): string {
	const entries = names.map(
		(name) =>
			`${quoteText(name)}: {name: ${quoteText(name)}, type: ${quoteText(columns[name])}, default_value: NULL}`,
	);
	return `read_parquet($files, hive_partitioning = false, schema = MAP {${entries.join(', ')}})`;
}

async function run(database: Database, checkpoint: Checkpoint, sql: string, options: RunOptions) {
	try {
		return await database.run(sql, {
			...options,
			values: { files: listValue(checkpoint.files.map(exactFile)) },
		});
	} catch (error) {
		options.signal.throwIfAborted();
		if (error instanceof DeltaError) throw error;
		const reason = messageOf(error);
		const { files } = checkpoint;
		const file =
			files.find((candidate) => reason.includes(candidate)) ??
			(await unreadableFile(database, files, options.signal));
		throw corrupt(file === undefined ? checkpoint : { ...checkpoint, files: [file] }, reason, error);
	}
}

function assertNotV2(text: string, { tablePath }: Checkpoint): void {
	if (!text.startsWith('{"checkpointMetadata"') && !text.startsWith('{"sidecar"')) return;
	throw new DeltaError({
		code: 'unsupportedFeatures',
		path: tablePath,
		operation: 'read',
		features: ['v2Checkpoint'],
	});
}

/** The first part stands for all of them where it is not known which one is to blame. */
function corrupt({ files: [file = ''] }: Checkpoint, reason: string, cause?: unknown): DeltaError {
	return new DeltaError({ code: 'corruptLog', file, reason }, { cause });
}
