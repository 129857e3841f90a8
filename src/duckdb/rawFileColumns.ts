/** The columns in which files come out of the log, before anything in them is interpreted. */
export const rawFileColumns = {
	path: 'VARCHAR',
	partitionValues: 'MAP(VARCHAR, VARCHAR)',
	size: 'BIGINT',
	modificationTime: 'BIGINT',
	stats: 'VARCHAR',
	numRecords: 'BIGINT',
	dvStorageType: 'VARCHAR',
	dvPathOrInlineDv: 'VARCHAR',
	dvOffset: 'INTEGER',
	dvSizeInBytes: 'INTEGER',
	dvCardinality: 'BIGINT',
} as const;
