/**
 * Orders strings as their UTF-8 bytes would be ordered, which is by code points; `<` orders by UTF-16 code units.
 *
 * @returns negative, 0 or positive, for `Array.sort`.
 */
export function compareUtf8(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let index = 0; index < length; index++) {
		const left = a.charCodeAt(index);
		const right = b.charCodeAt(index);
		if (left !== right) return rank(left) - rank(right);
	}
	return a.length - b.length;
}

/** Surrogates stand for code points above all others, yet their units lie below U+E000. */
function rank(codeUnit: number): number {
	return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit;
}
