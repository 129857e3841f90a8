import type { StatementResult } from '../../rpc/engine';
import type { WireColumn, WireValue } from '../../rpc/values';
import { valueText } from '../../rpc/valueText';
import { isNumberType, type ValueType, valueTypeNamed } from '../../rpc/valueType';
import { doneNote, rowsNote } from './resultNotes';

/** About as many characters as the widest column shows. */
const shownLength = 50;
/** A tooltip with more than this would cover the window. */
const titleLength = 2000;

const style = `
.delta-result { width: fit-content; max-width: 100%; max-height: 420px; overflow: auto; border: 1px solid var(--vscode-panel-border, #8884); }
.delta-result table { border-collapse: separate; border-spacing: 0; width: auto; margin: 0;
	font-family: var(--vscode-editor-font-family, monospace); font-size: var(--vscode-editor-font-size, 12px); }
.delta-result th, .delta-result td { padding: 2px 10px; text-align: left; white-space: pre; max-width: 480px;
	overflow: hidden; text-overflow: ellipsis; border-bottom: 1px solid var(--vscode-panel-border, #8884); }
.delta-result th { position: sticky; top: 0; font-weight: 600;
	background: var(--vscode-keybindingTable-headerBackground, var(--vscode-editorWidget-background, #ddd)); }
.delta-result th small { display: block; font-weight: 400; color: var(--vscode-descriptionForeground, inherit); }
.delta-result .number { text-align: right; font-variant-numeric: tabular-nums; }
.delta-result .null { font-style: italic; color: var(--vscode-descriptionForeground, inherit); }
.delta-result tbody tr:hover td { background: var(--vscode-list-hoverBackground, transparent); }
.delta-result:focus-visible { outline: 1px solid var(--vscode-focusBorder, currentColor); }
.delta-note { margin: 4px 0 0; color: var(--vscode-descriptionForeground, inherit); }
`;

/** A result as HTML for a notebook's output; every value is escaped, since tables hold anything. */
export function resultHtml(result: StatementResult): string {
	if (result.kind === 'done') return page(note(doneNote(result.metrics, result.version, result.elapsedMs)));
	const { columns, rows, truncated, elapsedMs } = result;
	const text = rowsNote(rows.length, truncated, elapsedMs);
	const head = columns.map(headerCell).join('');
	const types = columns.map(({ type }) => valueTypeNamed(type));
	const body = rows
		.map((row) => `<tr>${types.map((type, index) => cell(row[index] ?? null, type)).join('')}</tr>`)
		.join('\n');
	return page(
		`<div class="delta-result" role="region" tabindex="0" aria-label="Result, ${escapeHtml(text)}">` +
			`<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${note(text)}`,
	);
}

function page(content: string): string {
	return `<style>${style}</style>${content}`;
}

function note(text: string): string {
	return `<p class="delta-note">${escapeHtml(text)}</p>`;
}

function headerCell(column: WireColumn): string {
	const align = isNumberType(column.type) ? ' class="number"' : '';
	return `<th scope="col"${align}>${escapeHtml(column.name)}<small>${escapeHtml(column.type)}</small></th>`;
}

function cell(value: WireValue, type: ValueType): string {
	if (value === null) return '<td class="null">NULL</td>';
	const text = valueText(value, type);
	const align = isNumberType(type.type) ? ' class="number"' : '';
	// What is wider than its column is cut off there.
	const title = text.length > shownLength ? ` title="${escapeHtml(text.slice(0, titleLength))}"` : '';
	return `<td${align}${title}>${escapeHtml(text)}</td>`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
