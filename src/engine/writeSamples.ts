import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { commitFileName } from '../delta/logFileName';
import { asEpochMillis, asVersion } from '../delta/units';
import type { Database } from '../duckdb/database';
import type { ObjectStore } from '../storage/objectStore';
import { storageFault, systemErrorCode } from '../storage/storageFault';
import { appendToTable } from './append';
import { createTableAsSelect } from './createTable';
import { flushFolder } from './durability';
import { eventsSample } from './samples/eventsSample';
import { nestedWideSample } from './samples/nestedWideSample';
import { ordersSample } from './samples/ordersSample';
import type { Sample } from './samples/sample';
import { typesSample } from './samples/typesSample';
import { unusualNamesSample } from './samples/unusualNamesSample';
import { readTableState } from './tableState';
import type { WriterContext } from './writerContext';

/** The tables that `delta samples` writes. */
export const samples: readonly Sample[] = [
	typesSample,
	eventsSample,
	nestedWideSample,
	ordersSample,
	unusualNamesSample,
];

const unfinishedName = /^\.unfinished-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const abandonedAfterMs = 3_600_000;

export interface SamplesResult {
	/** Names of the folders. */
	readonly written: readonly string[];
	/** Those that were there already and were left as they are. */
	readonly kept: readonly string[];
}

/**
 * Writes the sample tables into a folder, which it makes when it is not there; existing ones are kept.
 *
 * Each table appears under its name when it is complete. Its rows, names of files and times are the same each time. A
 * process that is killed leaves a hidden folder behind, which a run an hour later removes.
 *
 * @param engine the trusted database, and the store of this machine.
 * @throws the signal's reason when aborted.
 */
export async function writeSamples(
	engine: { readonly database: Database; readonly store: ObjectStore },
	folder: string,
	{ signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress?: (table: string) => void },
): Promise<SamplesResult> {
	const written: string[] = [];
	const kept: string[] = [];
	try {
		await mkdir(folder, { recursive: true });
		await removeAbandoned(folder);
	} catch (error) {
		throw storageFault(error, folder);
	}
	for (const sample of samples) {
		signal.throwIfAborted();
		const target = join(folder, sample.name);
		if (await exists(target)) {
			kept.push(sample.name);
			continue;
		}
		onProgress?.(sample.name);
		const unfinished = join(folder, `.unfinished-${randomUUID()}`);
		try {
			await writeSample(engine, sample, unfinished, signal);
			await rename(unfinished, target);
			await flushFolder(folder);
			written.push(sample.name);
		} catch (error) {
			throw storageFault(error, target);
		} finally {
			await rm(unfinished, { recursive: true, force: true });
		}
	}
	return { written, kept };
}

/** Another process may be writing a younger one. */
async function removeAbandoned(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (!entry.isDirectory() || !unfinishedName.test(entry.name)) continue;
		const path = join(folder, entry.name);
		const { mtimeMs } = await stat(path);
		if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
	}
}

async function writeSample(
	engine: { readonly database: Database; readonly store: ObjectStore },
	{ name, partitionColumns, comment, properties, versions }: Sample,
	tablePath: string,
	signal: AbortSignal,
): Promise<void> {
	const newId = seededIds(name);
	for (const [index, { timestampMs, sources }] of versions.entries()) {
		const timestamp = asEpochMillis(timestampMs);
		const context: WriterContext = { ...engine, newId, now: () => timestamp };
		if (index === 0) {
			await createTableAsSelect(context, {
				...{ tablePath, name, ifNotExists: false, partitionColumns, comment, properties },
				...{ sources, signal },
			});
		} else {
			const base = await readTableState(engine.store, tablePath, signal);
			await appendToTable(context, { tablePath, base, sources, readsTable: false, signal });
		}
		await setTime(join(tablePath, '_delta_log', commitFileName(asVersion(index))), timestampMs);
	}
}

/** The time of a commit is that of its file. */
async function setTime(file: string, timestampMs: number): Promise<void> {
	const seconds = timestampMs / 1000;
	await utimes(file, seconds, seconds);
}

/** UUIDs that depend on the seed and their number only. */
function seededIds(seed: string): () => string {
	let count = 0;
	return () => {
		const hex = createHash('sha256').update(`${seed} ${count++}`).digest('hex');
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	};
}

async function exists(path: string): Promise<boolean> {
	try {
		await access(path);
		return true;
	} catch (error) {
		if (systemErrorCode(error) === 'ENOENT') return false;
		throw storageFault(error, path);
	}
}
