import type { HistoryEntry } from '../../src/rpc/engine';
import { formatCount } from './format';

/** Parameters that say nothing when they have these values. */
const dullValues = new Set(['', '[]', '{}', 'null', '""']);

/** The parameters of an operation on one line: `mode: Append, predicate: id > 3`. */
export function parametersSummary({ operationParameters }: HistoryEntry): string {
	return Object.entries(operationParameters)
		.filter(([, value]) => !dullValues.has(value))
		.map(([name, value]) => `${name}: ${unquoted(value)}`)
		.join(', ');
}

/** What a commit added to and took from something: `+3 −1 rows`, or nothing where neither is known. */
export function changeText(added: number | undefined, removed: number | undefined, noun: string): string {
	const parts: string[] = [];
	if (added) parts.push(`+${formatCount(added)}`);
	if (removed) parts.push(`−${formatCount(removed)}`);
	if (parts.length === 0 && added !== undefined) parts.push('0');
	if (parts.length === 0) return '';
	return `${parts.join(' ')} ${noun}${(added ?? 0) + (removed ?? 0) === 1 ? '' : 's'}`;
}

/** Who made a commit, and with what. */
export function authorText({ userName, engineInfo }: HistoryEntry): string {
	return [userName, engineInfo].filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Parameters are often JSON text within the text. */
function unquoted(value: string): string {
	return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
