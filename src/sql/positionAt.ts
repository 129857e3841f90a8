import type { SqlPosition } from '../delta/fault';

/** The position of an offset, in UTF-16 code units, of a text. Lines end with LF, CR LF or CR. */
export function positionAt(text: string, offset: number): SqlPosition {
	let line = 1;
	let lineStart = 0;
	for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\r|\n/g)) {
		if (index + lineEnd.length > offset) break;
		line++;
		lineStart = index + lineEnd.length;
	}
	return { line, column: offset - lineStart + 1 };
}
