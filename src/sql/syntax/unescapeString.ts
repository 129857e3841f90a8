const escapes = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([01][0-7]{2})|([\s\S]))|''|""/g;

const controls: Readonly<Record<string, string>> = {
	'0': '\0',
	b: '\b',
	n: '\n',
	r: '\r',
	t: '\t',
	Z: '\u001a',
	// LIKE needs these two as they are written.
	'%': '\\%',
	_: '\\_',
};

/** The text that a string literal stands for: Spark's backslash escapes, and doubled quotes. */
export function unescapeString(literal: string, quote: "'" | '"'): string {
	if (!literal.includes('\\') && !literal.includes(quote)) return literal;
	return literal.replace(
		escapes,
		(whole: string, short?: string, long?: string, octal?: string, character?: string) => {
			if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
			if (long !== undefined) return codePoint(Number.parseInt(long, 16), whole);
			if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
			if (character !== undefined) return controls[character] ?? character;
			return whole === quote + quote ? quote : whole;
		},
	);
}

function codePoint(value: number, otherwise: string): string {
	return value <= 0x10_ff_ff ? String.fromCodePoint(value) : otherwise;
}
