import type { HistoryEntry, TableDescription } from './engine';
import type { WireRow } from './values';

/** What the table editor's webview may ask of the extension host: one method, one request object, one reply. */
export interface TableEditorHost {
	/** The table at the version that is asked for, or at the version that the editor was opened with. */
	describe(request: { readonly version?: number }): Promise<TableDescription>;
	countRows(request: { readonly version: number }): Promise<{ readonly rowCount: number }>;
	/** The rows `[start, end)` of a version. */
	readRows(request: {
		readonly version: number;
		readonly start: number;
		readonly end: number;
	}): Promise<{ readonly start: number; readonly rows: readonly WireRow[] }>;
	/** Newest first. */
	history(request: Record<string, never>): Promise<readonly HistoryEntry[]>;
	/** Puts text onto the clipboard. */
	copyText(request: { readonly text: string }): Promise<void>;
}

/** The notification that carries a `TableEditorEvent` to the webview. */
export const tableEditorEventMethod = 'tableEditor/event';

/** What the host tells the webview, expecting no reply. */
export type TableEditorEvent =
	/** The table has a newer version than the webview shows. */
	| { readonly type: 'tableChanged'; readonly latestVersion: number }
	/** Show this version, as the tree or a command asked. */
	| { readonly type: 'showVersion'; readonly version: number };
