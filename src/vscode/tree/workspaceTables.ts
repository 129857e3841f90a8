import { sep } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import type { FoundTable } from '../../rpc/engine';
import type { Engine } from '../engineClient';
import { type LogChanges, LogWatcher, tableOfLogFile } from './logWatcher';

/** Most log files that are looked for by name; two for each table at most. */
const maxLogs = 2000;
/** Most new paths that are looked into; with more of them at once, the folders are searched. */
const maxCreated = 100;

/** The Delta tables of the workspace: found once, watched from then on. */
export class WorkspaceTables implements Disposable {
	readonly #engine: Engine;
	readonly #log: vscode.LogOutputChannel;
	readonly #owned = new Disposables();
	readonly #found = new Map<string, Promise<readonly FoundTable[]>>();
	readonly #known = new Map<string, ReadonlySet<string>>();
	/** Tables that were searched for once because their log changed: if they are excluded, not with every commit. */
	readonly #leftOut = new Set<string>();
	readonly #onDidChangeTables = this.#owned.add(new vscode.EventEmitter<void>());
	readonly #onDidChangeTable = this.#owned.add(new vscode.EventEmitter<string>());
	#search = new AbortController();
	#searches = 0;
	#watcher: LogWatcher | undefined;

	/** Other tables may be there now; ask again. */
	readonly onDidChangeTables = this.#onDidChangeTables.event;
	/** The log of the table at this path changed. */
	readonly onDidChangeTable = this.#onDidChangeTable.event;

	constructor(engine: Engine, log: vscode.LogOutputChannel) {
		this.#engine = engine;
		this.#log = log;
		this.#watch();
		this.#findLogs().catch((error: Error) => log.warn(error.message));
		this.#owned.add(
			vscode.workspace.onDidChangeWorkspaceFolders(() => {
				this.#watch();
				this.refresh();
			}),
		);
		this.#owned.add(
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration('files.exclude') || event.affectsConfiguration('delta.tables'))
					this.refresh();
			}),
		);
	}

	/**
	 * The tables of a workspace folder, ordered by name; with a `problem` the folders that could not be searched.
	 *
	 * @throws an `AbortError` when the search was stopped.
	 */
	tablesIn(folder: vscode.Uri): Promise<readonly FoundTable[]> {
		const key = folder.toString();
		const known = this.#found.get(key);
		if (known) return known;
		const found = this.#find(folder, this.#search.signal);
		this.#found.set(key, found);
		// What failed is tried again when the tree asks again.
		found.catch(() => this.#found.get(key) === found && this.#found.delete(key));
		return found;
	}

	/** The folders that are searched: those on a disk. */
	get folders(): readonly vscode.WorkspaceFolder[] {
		return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
	}

	/** Forgets what was found; a search that runs is given up. */
	refresh(): void {
		this.#leftOut.clear();
		this.#searchAgain();
	}

	/** Gives up the search that runs. */
	stop(): void {
		this.#search.abort();
		this.#search = new AbortController();
	}

	dispose(): void {
		this.#search.abort();
		this.#watcher?.dispose();
		this.#owned.dispose();
	}

	#searchAgain(): void {
		this.stop();
		this.#found.clear();
		this.#onDidChangeTables.fire();
	}

	async #find(folder: vscode.Uri, signal: AbortSignal): Promise<readonly FoundTable[]> {
		await this.#countSearches(1);
		try {
			const tables = await this.#engine.call(
				'findTables',
				{
					folder: folder.fsPath,
					exclude: excludedPatterns(folder),
					maxDepth: vscode.workspace.getConfiguration('delta.tables', folder).get<number>('maxDepth', 8),
				},
				{ signal },
			);
			this.#known.set(folder.toString(), new Set(tables.filter(isTable).map(({ path }) => path)));
			await this.#shareKnownTables();
			return tables;
		} finally {
			await this.#countSearches(-1);
		}
	}

	/** Finds logs by their names alone, for the explorer's menu, so that it needs no engine before a table is opened. */
	async #findLogs(): Promise<void> {
		const logs = await vscode.workspace.findFiles(
			`**/_delta_log/{${'0'.repeat(20)}.json,_last_checkpoint}`,
			undefined,
			maxLogs,
		);
		for (const folder of this.folders) {
			const key = folder.uri.toString();
			const inside = logs.filter((log) => vscode.workspace.getWorkspaceFolder(log)?.uri.toString() === key);
			if (!this.#known.has(key)) this.#known.set(key, new Set(inside.map(tableOfLogFile)));
		}
		await this.#shareKnownTables();
	}

	async #countSearches(change: 1 | -1): Promise<void> {
		this.#searches += change;
		await vscode.commands.executeCommand('setContext', 'delta.searching', this.#searches > 0);
	}

	/** The explorer's menu asks for `resourcePath in delta.knownTables`: a `when` cannot look into a folder. */
	async #shareKnownTables(): Promise<void> {
		const paths = [...this.#known.values()].flatMap((known) => [...known]);
		await vscode.commands.executeCommand('setContext', 'delta.knownTables', paths);
	}

	#watch(): void {
		this.#watcher?.dispose();
		this.#watcher = new LogWatcher(this.folders, (changes) => {
			this.#apply(changes).catch((error: Error) => this.#log.error(error));
		});
	}

	async #apply({ tables, created, deleted }: LogChanges): Promise<void> {
		const known = new Set([...this.#known.values()].flatMap((paths) => [...paths]));
		const isGone = [...known].some((table) =>
			[...deleted].some((path) => table === path || table.startsWith(path + sep)),
		);
		const logs = new Set([...tables, ...(await this.#tablesUnder(created))]);
		const isNews = await Promise.all([...logs].map((path) => this.#isNews(path, known)));
		if (isGone || isNews.includes(true) || created.size > maxCreated) this.#searchAgain();
		for (const path of tables) this.#onDidChangeTable.fire(path);
	}

	/** Whether a table came or went; one that the search leaves out is news but once. */
	async #isNews(path: string, known: ReadonlySet<string>): Promise<boolean> {
		if (!(await hasLog(path))) return known.has(path);
		if (known.has(path) || this.#leftOut.has(path)) return false;
		this.#leftOut.add(path);
		return true;
	}

	async #tablesUnder(created: ReadonlySet<string>): Promise<readonly string[]> {
		if (created.size > maxCreated) return [];
		const found = await Promise.all(
			[...created].map(async (path) => {
				const uri = vscode.Uri.file(path);
				if (!(await isFolder(uri))) return [];
				const log = new vscode.RelativePattern(uri, '**/_delta_log/*.json');
				return vscode.workspace.findFiles(log, undefined, 1);
			}),
		);
		return found.flat().map(tableOfLogFile);
	}
}

/** Whether the search found a table, and not a folder that it could not look into. */
export function isTable({ problem }: FoundTable): boolean {
	return problem === undefined;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
	try {
		return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
	} catch (error) {
		// It went again in the meantime, or may not be looked at.
		if (error instanceof vscode.FileSystemError) return false;
		throw error;
	}
}

function excludedPatterns(folder: vscode.Uri): readonly string[] {
	const excluded = vscode.workspace
		.getConfiguration('files', folder)
		.get<Record<string, unknown>>('exclude', {});
	return Object.entries(excluded)
		.filter(([, isExcluded]) => isExcluded === true)
		.map(([pattern]) => pattern);
}

async function hasLog(tablePath: string): Promise<boolean> {
	try {
		const entries = await vscode.workspace.fs.readDirectory(
			vscode.Uri.joinPath(vscode.Uri.file(tablePath), '_delta_log'),
		);
		return entries.length > 0;
	} catch (error) {
		if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
		// There is a log, even though it may not be read.
		if (error instanceof vscode.FileSystemError && error.code === 'NoPermissions') return true;
		throw error;
	}
}
