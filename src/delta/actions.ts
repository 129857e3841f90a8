import type { EpochMillis } from './units';

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#protocol-evolution */
export interface Protocol {
	readonly minReaderVersion: number;
	readonly minWriterVersion: number;
	readonly readerFeatures?: readonly string[];
	readonly writerFeatures?: readonly string[];
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#change-metadata */
export interface Metadata {
	readonly id: string;
	readonly name?: string;
	readonly description?: string;
	readonly format: { readonly provider: string; readonly options: Readonly<Record<string, string>> };
	readonly schemaString: string;
	readonly partitionColumns: readonly string[];
	readonly configuration: Readonly<Record<string, string>>;
	readonly createdTime?: EpochMillis;
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#deletion-vector-descriptor-schema */
export interface DeletionVectorDescriptor {
	readonly storageType: 'u' | 'p' | 'i';
	readonly pathOrInlineDv: string;
	/** Byte position in the file; absent means 0. */
	readonly offset?: number;
	readonly sizeInBytes: number;
	/** Number of rows that it deletes. */
	readonly cardinality: number;
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#add-file-and-remove-file */
export interface AddFile {
	/** As the log has it: a percent-encoded URI reference, relative to the table or absolute. */
	readonly path: string;
	readonly partitionValues: Readonly<Record<string, string | null>>;
	readonly size: number;
	readonly modificationTime: EpochMillis;
	readonly dataChange: boolean;
	/** JSON text. */
	readonly stats?: string;
	readonly tags?: Readonly<Record<string, string | null>>;
	readonly deletionVector?: DeletionVectorDescriptor;
	readonly baseRowId?: number;
	readonly defaultRowCommitVersion?: number;
	readonly clusteringProvider?: string;
}

export interface RemoveFile {
	readonly path: string;
	readonly dataChange: boolean;
	readonly deletionTimestamp?: EpochMillis;
	readonly extendedFileMetadata?: boolean;
	readonly partitionValues?: Readonly<Record<string, string | null>>;
	readonly size?: number;
	/** JSON text. */
	readonly stats?: string;
	readonly deletionVector?: DeletionVectorDescriptor;
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#transaction-identifiers */
export interface SetTransaction {
	readonly appId: string;
	readonly version: number;
	readonly lastUpdated?: EpochMillis;
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#domain-metadata */
export interface DomainMetadata {
	readonly domain: string;
	readonly configuration: string;
	readonly removed: boolean;
}

/** Free-form; only what readers use is named. @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#commit-provenance-information */
export interface CommitInfo {
	readonly timestamp?: EpochMillis;
	readonly inCommitTimestamp?: EpochMillis;
	readonly operation?: string;
	/** Values may be any JSON. */
	readonly operationParameters?: Readonly<Record<string, unknown>>;
	readonly operationMetrics?: Readonly<Record<string, unknown>>;
	readonly userId?: string;
	readonly userName?: string;
	readonly userMetadata?: string;
	readonly engineInfo?: string;
	readonly isolationLevel?: string;
	readonly isBlindAppend?: boolean;
	readonly readVersion?: number;
	readonly txnId?: string;
}

/** The log actions that readers act on; others are ignored, as the protocol asks. */
export type Action =
	| ({ readonly kind: 'protocol' } & Protocol)
	| ({ readonly kind: 'metaData' } & Metadata)
	| ({ readonly kind: 'add' } & AddFile)
	| ({ readonly kind: 'remove' } & RemoveFile)
	| ({ readonly kind: 'txn' } & SetTransaction)
	| ({ readonly kind: 'domainMetadata' } & DomainMetadata)
	| ({ readonly kind: 'commitInfo' } & CommitInfo);
