import { useEffect, useRef, useState } from 'preact/hooks';
import type { HistoryEntry, TableDescription } from '../../src/rpc/engine';
import type { GridView } from '../grid/grid';
import { DataTab } from './dataTab';
import { type EditorState, gridViewFor, type Tab, tabs } from './editorState';
import { Failure } from './failure';
import { Header } from './header';
import { HistoryTab } from './historyTab';
import { Loading } from './loading';
import { SchemaTab } from './schemaTab';
import type { TableHost } from './tableHost';
import { type Loadable, useLoad } from './useLoad';

interface AppProps {
	readonly host: TableHost;
	readonly restored: EditorState;
	/** Keeps what shall outlive this page. */
	readonly onState: (state: EditorState) => void;
}

/** The table editor. */
export function App({ host: { client, onEvent }, restored, onState }: AppProps) {
	const kept = useRef(restored);
	const [tab, setTab] = useState(restored.tab);
	const [wantedVersion, setWantedVersion] = useState(restored.version);
	const [announced, setAnnounced] = useState(0);
	const [table, reloadTable] = useLoad(`table ${wantedVersion ?? ''}`, (signal) =>
		client.call('describe', wantedVersion === undefined ? {} : { version: wantedVersion }, { signal }),
	);
	const shown = table.kind === 'ready' ? table.value : undefined;
	const [rowCount, reloadCount] = useLoad(
		`count ${shown?.version ?? ''}`,
		shown && ((signal) => client.call('countRows', { version: shown.version }, { signal })),
	);
	const [history, reloadHistory] = useLoad(
		`history ${announced}`,
		shown || table.kind === 'failed' ? (signal) => client.call('history', {}, { signal }) : undefined,
	);
	const lastShown = useLast<TableDescription | undefined>(table, undefined);
	const version = shown?.version ?? wantedVersion ?? lastShown?.version ?? 0;
	const entries = useLast(history, noEntries);
	const latestVersion = latestOf(announced, entries, shown);
	const newestShown = useRef(0);
	newestShown.current = Math.max(newestShown.current, shown?.version ?? 0);
	const isNew = shown !== undefined && announced === latestVersion && announced > newestShown.current;

	const keep = (change: Partial<EditorState>) => {
		kept.current = { ...kept.current, ...change };
		onState(kept.current);
	};
	const showTab = (next: Tab) => {
		setTab(next);
		keep({ tab: next });
	};
	const showVersion = (version: number) => {
		setWantedVersion(version);
		showTab('data');
	};
	useEffect(() => {
		const subscription = onEvent((event) => {
			if (event.type === 'tableChanged') setAnnounced(event.latestVersion);
			else showVersion(event.version);
		});
		return () => subscription.dispose();
	}, []);
	// The latest version is kept as such: when the editor comes back it shows what is the latest then.
	useEffect(() => {
		if (!shown) return;
		const { version: _, ...rest } = kept.current;
		kept.current = shown.version < latestVersion ? { ...rest, version: shown.version } : rest;
		onState(kept.current);
	}, [shown?.version, latestVersion]);

	return (
		<main class="table-editor">
			{lastShown ? (
				<Header
					table={lastShown}
					version={version}
					rowCount={rowCount.kind === 'ready' ? rowCount.value.rowCount : undefined}
					latestVersion={latestVersion}
					history={entries}
					newVersion={isNew ? announced : undefined}
					onVersion={showVersion}
				/>
			) : (
				<header class="table-header" />
			)}
			<vscode-tabs
				selected-index={tabs.indexOf(tab)}
				onvsc-tabs-select={(event) => showTab(tabs[event.detail.selectedIndex] ?? 'data')}
			>
				<vscode-tab-header slot="header">Data</vscode-tab-header>
				<vscode-tab-panel>
					<DataPanel
						{...{ client, table, rowCount, reloadTable, reloadCount }}
						onLatest={wantedVersion === undefined ? undefined : () => setWantedVersion(undefined)}
						state={kept}
						takesFocus={tab === 'data'}
						onView={(view, columns) => keep({ grid: view, columns })}
					/>
				</vscode-tab-panel>
				<vscode-tab-header slot="header">Schema</vscode-tab-header>
				<vscode-tab-panel>
					<SchemaPanel isShown={tab === 'schema'} table={table} reload={reloadTable} />
				</vscode-tab-panel>
				<vscode-tab-header slot="header">History</vscode-tab-header>
				<vscode-tab-panel>
					<HistoryPanel
						isShown={tab === 'history'}
						history={history}
						shownVersion={shown?.version}
						reload={reloadHistory}
						onVersion={showVersion}
					/>
				</vscode-tab-panel>
			</vscode-tabs>
		</main>
	);
}

interface DataPanelProps {
	readonly client: TableHost['client'];
	readonly table: Loadable<TableDescription>;
	readonly rowCount: Loadable<{ readonly rowCount: number }>;
	readonly reloadTable: () => void;
	readonly reloadCount: () => void;
	/** Absent when no other version was asked for. */
	readonly onLatest: (() => void) | undefined;
	readonly state: { readonly current: EditorState };
	readonly takesFocus: boolean;
	readonly onView: (view: GridView, columns: readonly string[]) => void;
}

function DataPanel(props: DataPanelProps) {
	const { client, table, rowCount, reloadTable, reloadCount, onLatest, state, takesFocus, onView } = props;
	if (table.kind === 'failed') {
		return (
			<Failure
				what="The table could not be opened"
				error={table.error}
				onRetry={reloadTable}
				onLatest={onLatest}
			/>
		);
	}
	if (rowCount.kind === 'failed') {
		return <Failure what="The rows could not be counted" error={rowCount.error} onRetry={reloadCount} />;
	}
	if (table.kind === 'loading' || rowCount.kind === 'loading') return <Loading label="Opening the table…" />;
	const columns = table.value.columns.map((column) => column.name);
	return (
		<DataTab
			key={table.value.version}
			client={client}
			table={table.value}
			rowCount={rowCount.value.rowCount}
			view={gridViewFor(state.current, columns)}
			takesFocus={takesFocus}
			onView={(view) => onView(view, columns)}
		/>
	);
}

interface SchemaPanelProps {
	readonly isShown: boolean;
	readonly table: Loadable<TableDescription>;
	readonly reload: () => void;
}

function SchemaPanel({ isShown, table, reload }: SchemaPanelProps) {
	const wasShown = useOnce(isShown);
	if (!wasShown) return null;
	if (table.kind === 'failed') {
		return <Failure what="The table could not be opened" error={table.error} onRetry={reload} />;
	}
	if (table.kind === 'loading') return <Loading label="Reading the schema…" />;
	return <SchemaTab table={table.value} />;
}

interface HistoryPanelProps {
	readonly isShown: boolean;
	readonly history: Loadable<readonly HistoryEntry[]>;
	readonly shownVersion: number | undefined;
	readonly reload: () => void;
	readonly onVersion: (version: number) => void;
}

function HistoryPanel({ isShown, history, shownVersion, reload, onVersion }: HistoryPanelProps) {
	const wasShown = useOnce(isShown);
	if (!wasShown) return null;
	if (history.kind === 'failed') {
		return <Failure what="The history could not be read" error={history.error} onRetry={reload} />;
	}
	if (history.kind === 'loading') return <Loading label="Reading the history…" />;
	return <HistoryTab entries={history.value} shownVersion={shownVersion} onVersion={onVersion} />;
}

const noEntries: readonly HistoryEntry[] = [];

/** The newest version that anything speaks of. */
function latestOf(
	announced: number,
	entries: readonly HistoryEntry[],
	shown: TableDescription | undefined,
): number {
	return Math.max(announced, entries[0]?.version ?? 0, shown?.version ?? 0);
}

/** What was loaded last, while it is loaded again. */
function useLast<T>(state: Loadable<T>, initial: T): T {
	const last = useRef(initial);
	if (state.kind === 'ready') last.current = state.value;
	return last.current;
}

/** Whether a condition has been true once. */
function useOnce(condition: boolean): boolean {
	const was = useRef(false);
	was.current ||= condition;
	return was.current;
}
