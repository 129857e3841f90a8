import { relativeTime } from '../../src/base/relativeTime';
import type { HistoryEntry, TableDescription } from '../../src/rpc/engine';
import { formatBytes, formatCount, formatQuantity } from './format';

/** Versions that the picker lists; older ones are chosen in the history. */
const listedVersions = 500;

interface HeaderProps {
	/** The table as it was shown last, which stays while another version is on its way. */
	readonly table: TableDescription;
	/** The version that is shown or asked for. */
	readonly version: number;
	readonly rowCount: number | undefined;
	readonly latestVersion: number;
	/** Newest first; empty while it is not known. */
	readonly history: readonly HistoryEntry[];
	/** A version that was committed while the latest one was shown. */
	readonly newVersion: number | undefined;
	readonly onVersion: (version: number) => void;
}

/** What table this is, at which version, and how large. */
export function Header({
	table,
	version,
	rowCount,
	latestVersion,
	history,
	newVersion,
	onVersion,
}: HeaderProps) {
	const { name, path, numFiles, sizeInBytes } = table;
	const facts = table.version === version ? [formatQuantity(numFiles, 'file'), formatBytes(sizeInBytes)] : [];
	if (rowCount !== undefined && table.version === version) facts.unshift(formatQuantity(rowCount, 'row'));
	return (
		<header class="table-header">
			<h1 class="table-name" title={path}>
				{name}
			</h1>
			<div class="version-picker">
				<label for="version">Version</label>
				<span class="select">
					<select
						id="version"
						value={String(version)}
						onChange={(event) => onVersion(Number(event.currentTarget.value))}
					>
						{versionOptions(version, latestVersion, history).map(({ value, label }) => (
							<option key={value} value={String(value)}>
								{label}
							</option>
						))}
					</select>
					<span class="codicon codicon-chevron-down" aria-hidden="true" />
				</span>
				{version < latestVersion && <span class="version-of">of {formatCount(latestVersion)}</span>}
			</div>
			{version < latestVersion && newVersion === undefined && (
				<button type="button" class="link" onClick={() => onVersion(latestVersion)}>
					Back to latest
				</button>
			)}
			{newVersion !== undefined && (
				<span class="new-version" role="status">
					<span class="codicon codicon-info" aria-hidden="true" />
					Version {formatCount(newVersion)} is available
					<button type="button" class="link" onClick={() => onVersion(newVersion)}>
						Show
					</button>
				</span>
			)}
			<span class="table-facts">{facts.join(' · ')}</span>
		</header>
	);
}

interface VersionOption {
	readonly value: number;
	readonly label: string;
}

function versionOptions(
	version: number,
	latestVersion: number,
	history: readonly HistoryEntry[],
): readonly VersionOption[] {
	const options = new Map<number, string>();
	const add = (value: number, more: string) => {
		const parts = [value === latestVersion ? `${value} (latest)` : String(value)];
		if (more !== '') parts.push(more);
		options.set(value, parts.join(' · '));
	};
	add(latestVersion, '');
	add(version, '');
	const now = Date.now();
	for (const entry of history.slice(0, listedVersions)) {
		// The one that is shown stands in the closed picker, which is narrow.
		if (entry.version === version) continue;
		add(entry.version, `${entry.operation} · ${relativeTime(entry.timestampMs, now, 'en')}`);
	}
	return [...options].map(([value, label]) => ({ value, label })).sort((a, b) => b.value - a.value);
}
