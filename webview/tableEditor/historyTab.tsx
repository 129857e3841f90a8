import { useEffect, useRef, useState } from 'preact/hooks';
import { relativeTime } from '../../src/base/relativeTime';
import type { HistoryEntry } from '../../src/rpc/engine';
import { topToReveal, visibleRows } from '../grid/scrollModel';
import { formatCount, formatLocalTime } from './format';
import { authorText, changeText, parametersSummary } from './historySummary';

const rowHeight = 46;

interface HistoryTabProps {
	/** Newest first. */
	readonly entries: readonly HistoryEntry[];
	readonly shownVersion: number | undefined;
	readonly onVersion: (version: number) => void;
}

/** The versions of a table as a list of any length; choosing one shows its rows. */
export function HistoryTab({ entries, shownVersion, onVersion }: HistoryTabProps) {
	const list = useRef<HTMLDivElement>(null);
	const [current, setCurrent] = useState(() =>
		Math.max(
			0,
			entries.findIndex((entry) => entry.version === shownVersion),
		),
	);
	const [scroll, setScroll] = useState({ top: 0, height: 0 });
	useEffect(() => {
		const element = list.current;
		if (!element) return;
		const observer = new ResizeObserver(() =>
			setScroll({ top: element.scrollTop, height: element.clientHeight }),
		);
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	const geometry = { rowCount: entries.length, rowHeight, viewHeight: scroll.height };
	const { start, end } = visibleRows(geometry, scroll.top);
	const moveTo = (at: number) => {
		const target = Math.max(0, Math.min(entries.length - 1, at));
		setCurrent(target);
		if (list.current) list.current.scrollTop = topToReveal(geometry, list.current.scrollTop, target);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const page = Math.max(1, Math.floor(scroll.height / rowHeight) - 1);
		const target = targetOfKey(event.key, current, page, entries.length);
		const entry = entries[current];
		if (target !== undefined) moveTo(target);
		else if ((event.key === 'Enter' || event.key === ' ') && entry) onVersion(entry.version);
		else return;
		event.preventDefault();
	};
	if (entries.length === 0) return <p class="none padded">The log has no commits to show.</p>;
	const now = Date.now();
	return (
		<div
			class="history"
			ref={list}
			role="listbox"
			tabIndex={0}
			aria-label="Versions"
			aria-activedescendant={
				current >= start && current < end ? `version-${entries[current]?.version}` : undefined
			}
			onKeyDown={onKeyDown}
			onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, height: scroll.height })}
		>
			<div
				class="history-sizer"
				role="presentation"
				ref={(element) => element?.style.setProperty('height', `${entries.length * rowHeight}px`)}
			>
				{entries.slice(start, end).map((entry, offset) => (
					<HistoryLine
						key={entry.version}
						entry={entry}
						now={now}
						at={start + offset}
						count={entries.length}
						isCurrent={start + offset === current}
						isShown={entry.version === shownVersion}
						onChoose={() => onVersion(entry.version)}
					/>
				))}
			</div>
		</div>
	);
}

function targetOfKey(key: string, current: number, page: number, count: number): number | undefined {
	switch (key) {
		case 'ArrowDown':
			return current + 1;
		case 'ArrowUp':
			return current - 1;
		case 'PageDown':
			return current + page;
		case 'PageUp':
			return current - page;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}

interface HistoryLineProps {
	readonly entry: HistoryEntry;
	readonly now: number;
	readonly at: number;
	readonly count: number;
	readonly isCurrent: boolean;
	readonly isShown: boolean;
	readonly onChoose: () => void;
}

function HistoryLine({ entry, now, at, count, isCurrent, isShown, onChoose }: HistoryLineProps) {
	const parameters = parametersSummary(entry);
	const author = authorText(entry);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the focus and the keys.
		<div
			id={`version-${entry.version}`}
			class={`history-line${isCurrent ? ' current' : ''}${isShown ? ' shown' : ''}`}
			role="option"
			aria-selected={isShown}
			aria-posinset={at + 1}
			aria-setsize={count}
			tabIndex={-1}
			ref={(element) => element?.style.setProperty('transform', `translateY(${at * rowHeight}px)`)}
			onClick={onChoose}
			title="Show the rows of this version"
		>
			<span class="history-version">{formatCount(entry.version)}</span>
			<span class="history-what">
				<span class="history-operation">{entry.operation}</span>
				<span class="history-parameters" title={parameters}>
					{parameters}
				</span>
			</span>
			<span class="history-changes">
				<span>{changeText(entry.rowsAdded, entry.rowsRemoved, 'row')}</span>
				<span class="faint">{changeText(entry.filesAdded, entry.filesRemoved, 'file')}</span>
			</span>
			<span class="history-when">
				<span>{relativeTime(entry.timestampMs, now, 'en')}</span>
				<span class="faint">{formatLocalTime(entry.timestampMs)}</span>
			</span>
			<span class="history-who faint" title={author}>
				<span>{entry.userName}</span>
				<span>{entry.engineInfo}</span>
			</span>
		</div>
	);
}
