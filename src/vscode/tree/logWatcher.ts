import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, Disposables } from '../../base/disposables';

/** Log files come in bursts: a commit, its checksum, a checkpoint. */
const settleMs = 300;

/** What happened in the watched folders since the last time. */
export interface LogChanges {
	/** Paths of the tables whose log files changed. */
	readonly tables: ReadonlySet<string>;
	/** Paths that came, except for log files: of a folder that comes with its content, VS Code may tell no more. */
	readonly created: ReadonlySet<string>;
	/** Paths that went, except for log files; of a folder that goes, VS Code tells no more. */
	readonly deleted: ReadonlySet<string>;
}

/** Watches folders for Delta logs, and tells what changed once it has been quiet for a moment. */
export class LogWatcher implements Disposable {
	readonly #owned = new Disposables();
	readonly #onSettled: (changes: LogChanges) => void;
	#changes = noChanges();
	#settling: NodeJS.Timeout | undefined;

	constructor(folders: readonly vscode.WorkspaceFolder[], onSettled: (changes: LogChanges) => void) {
		this.#onSettled = onSettled;
		for (const folder of folders) {
			const logs = this.#watch(folder, '**/_delta_log/*.json', false);
			const logChanged = (file: vscode.Uri) => this.#note('tables', tableOfLogFile(file));
			this.#owned.add(logs.onDidCreate(logChanged));
			this.#owned.add(logs.onDidChange(logChanged));
			this.#owned.add(logs.onDidDelete(logChanged));
			const all = this.#watch(folder, '**', true);
			this.#owned.add(all.onDidCreate((path) => this.#noteOther('created', path)));
			this.#owned.add(all.onDidDelete((path) => this.#noteOther('deleted', path)));
		}
	}

	dispose(): void {
		clearTimeout(this.#settling);
		this.#owned.dispose();
	}

	#watch(folder: vscode.WorkspaceFolder, pattern: string, ignoreChanges: boolean): vscode.FileSystemWatcher {
		return this.#owned.add(
			vscode.workspace.createFileSystemWatcher(
				new vscode.RelativePattern(folder, pattern),
				false,
				ignoreChanges,
				false,
			),
		);
	}

	#noteOther(kind: 'created' | 'deleted', path: vscode.Uri): void {
		if (!/\/_delta_log\/[^/]*$/.test(path.path)) this.#note(kind, path.fsPath);
	}

	#note(kind: keyof LogChanges, path: string): void {
		this.#changes[kind].add(path);
		clearTimeout(this.#settling);
		this.#settling = setTimeout(() => {
			const changes = this.#changes;
			this.#changes = noChanges();
			this.#onSettled(changes);
		}, settleMs);
	}
}

/** The path of the table that a log file belongs to. */
export function tableOfLogFile(file: vscode.Uri): string {
	return file.with({ path: posix.dirname(posix.dirname(file.path)) }).fsPath;
}

function noChanges(): Record<keyof LogChanges, Set<string>> {
	return { tables: new Set(), created: new Set(), deleted: new Set() };
}
