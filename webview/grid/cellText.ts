import type { WireValue } from '../../src/rpc/values';
import { valueText } from '../../src/rpc/valueText';
import type { ValueType } from '../../src/rpc/valueType';

/** What a cell shows. NULL and the empty string are kinds of their own, so that no text can look like them. */
export interface CellText {
	readonly kind: 'value' | 'null' | 'empty';
	readonly text: string;
}

const nullText: CellText = { kind: 'null', text: 'NULL' };
const emptyText: CellText = { kind: 'empty', text: '(empty)' };
/** More characters than the widest column shows; the value panel shows the rest. */
const maxCellLength = 500;

/** The one line that stands for a value in a cell. */
export function cellText(value: WireValue, type: ValueType): CellText {
	if (value === null) return nullText;
	if (value === '') return emptyText;
	const text = valueText(value, type);
	const line = singleLine(text.length > maxCellLength ? text.slice(0, maxCellLength) : text);
	return { kind: 'value', text: text.length > maxCellLength ? `${line}…` : line };
}

/** Line breaks and other control characters as one visible character each. */
function singleLine(text: string): string {
	return text.replace(/\r\n?|\n/g, '↵').replace(/\p{Cc}/gu, (found) => {
		const code = found.charCodeAt(0);
		if (found === '\t') return '⇥';
		return code < 0x20 ? String.fromCharCode(0x2400 + code) : '␡';
	});
}
