import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';
import type { FoundTable } from '../../rpc/engine';
import type { Engine } from '../engineClient';

/** Log files come in bursts: a commit, its checksum, a checkpoint. */
const settleMs = 300;
/** Most log files that are looked for by name; two for each table at most. */
const maxLogs = 2000;

/** The Delta tables of the workspace: found once, watched from then on. */
export class WorkspaceTables implements Disposable {
	readonly #engine: Engine;
	readonly #log: vscode.LogOutputChannel;
	readonly #owned = new Disposables();
	readonly #found = new Map<string, Promise<readonly FoundTable[]>>();
	readonly #known = new Map<string, ReadonlySet<string>>();
	readonly #changedPaths = new Set<string>();
	/** Tables that were searched for once because their log changed: if they are excluded, not with every commit. */
	readonly #leftOut = new Set<string>();
	readonly #onDidChangeTables = this.#owned.add(new vscode.EventEmitter<void>());
	readonly #onDidChangeTable = this.#owned.add(new vscode.EventEmitter<string>());
	#search = new AbortController();
	#searches = 0;
	#settling: NodeJS.Timeout | undefined;
	#watchers = new Disposables();

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
	 * The tables of a workspace folder, ordered by name.
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
		clearTimeout(this.#settling);
		this.#search.abort();
		this.#watchers.dispose();
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
			this.#known.set(folder.toString(), new Set(tables.map(({ path }) => path)));
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
		this.#watchers.dispose();
		this.#watchers = new Disposables();
		for (const folder of this.folders) {
			const watcher = this.#watchers.add(
				vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/_delta_log/*.json')),
			);
			const changed = (file: vscode.Uri) => this.#logChanged(file);
			this.#watchers.add(watcher.onDidCreate(changed));
			this.#watchers.add(watcher.onDidChange(changed));
			this.#watchers.add(watcher.onDidDelete(changed));
		}
	}

	#logChanged(file: vscode.Uri): void {
		this.#changedPaths.add(tableOfLogFile(file));
		clearTimeout(this.#settling);
		this.#settling = setTimeout(
			() => void this.#settle().catch((error: Error) => this.#log.error(error)),
			settleMs,
		);
	}

	async #settle(): Promise<void> {
		const paths = [...this.#changedPaths];
		this.#changedPaths.clear();
		const known = new Set([...this.#known.values()].flatMap((tables) => [...tables]));
		const isTable = await Promise.all(paths.map((path) => hasLog(path)));
		const isNews = paths.filter((path, index) =>
			isTable[index] ? !known.has(path) && !this.#leftOut.has(path) : known.has(path),
		);
		for (const path of isNews) this.#leftOut.add(path);
		if (isNews.length > 0) this.#searchAgain();
		for (const path of paths) this.#onDidChangeTable.fire(path);
	}
}

function tableOfLogFile(file: vscode.Uri): string {
	return file.with({ path: posix.dirname(posix.dirname(file.path)) }).fsPath;
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
		throw error;
	}
}
