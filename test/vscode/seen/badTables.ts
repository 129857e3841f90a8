import { cpSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A table that is broken, and the one thing that every surface says about it. */
export interface BadTable {
	readonly name: string;
	readonly errorClass: string;
	/** A part of the message that names what is wrong. */
	readonly says: RegExp;
}

export const badTables: readonly BadTable[] = [
	{
		name: 'bad_checkpoint',
		errorClass: 'DELTA_LOG_CORRUPTED',
		says: /00000000000000000002\.checkpoint\.parquet/,
	},
	{ name: 'empty_log', errorClass: 'DELTA_TABLE_NOT_FOUND', says: /no commit/ },
	{ name: 'gap', errorClass: 'DELTA_VERSIONS_NOT_CONTIGUOUS', says: /version 1\b/ },
	{ name: 'not_json', errorClass: 'DELTA_LOG_CORRUPTED', says: /00000000000000000001\.json/ },
	{ name: 'truncated', errorClass: 'DELTA_LOG_CORRUPTED', says: /00000000000000000001\.json/ },
];
export const tableWithoutFile = 'missing_file';
export const goodTable = 'good';
export const noTable = 'plain_folder';

/** Writes one table of each kind, made from a good one with several versions, and that one, too. */
export function writeBadTables(folder: string, source: string): void {
	mkdirSync(folder, { recursive: true });
	const copy = (name: string) => {
		cpSync(source, path.join(folder, name), { recursive: true });
		const log = (version: number, extension: string) =>
			path.join(folder, name, '_delta_log', `${String(version).padStart(20, '0')}.${extension}`);
		return log;
	};
	copy(goodTable);
	mkdirSync(path.join(folder, 'empty_log/_delta_log'), { recursive: true });
	rmSync(copy('gap')(1, 'json'));
	writeFileSync(copy('not_json')(1, 'json'), 'this is not JSON\n');
	const truncated = copy('truncated')(1, 'json');
	truncateSync(truncated, Math.floor(statSync(truncated).size / 2));
	const log = copy('bad_checkpoint');
	writeFileSync(log(2, 'checkpoint.parquet'), 'this is not Parquet');
	for (const version of [0, 1, 2]) rmSync(log(version, 'json'));
	removeDataFiles(path.join(folder, tableWithoutFile), source);
	mkdirSync(path.join(folder, noTable));
}

function removeDataFiles(table: string, source: string): void {
	cpSync(source, table, { recursive: true });
	for (const name of readdirSync(table, { recursive: true, encoding: 'utf8' }))
		if (name.endsWith('.parquet')) rmSync(path.join(table, name));
}
