const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
const digits: ReadonlyMap<string, number> = new Map([...alphabet].map((digit, value) => [digit, value]));

/**
 * Decodes Z85: five characters for four bytes.
 *
 * The last block may be short by up to three bytes, in the form of which a writer is known: one `#` in front for each
 * byte that is not there, which a whole block never starts with. (Others fill up with zero bytes; to cut those off
 * is the caller's.)
 *
 * @returns `undefined` when `text` is not Z85.
 * @see https://rfc.zeromq.org/spec/32/
 */
export function decodeZ85(text: string): Uint8Array | undefined {
	if (text.length % 5 !== 0) return undefined;
	const bytes = new Uint8Array((text.length / 5) * 4);
	let end = 0;
	for (let start = 0; start < text.length; start += 5) {
		const block = text.slice(start, start + 5);
		const missing = start + 5 === text.length ? (/^#{0,3}/.exec(block)?.[0].length ?? 0) : 0;
		const value = decodeBlock(block.slice(missing));
		const size = 4 - missing;
		if (value === undefined || value >= 2 ** (8 * size)) return undefined;
		for (let index = 0; index < size; index++) {
			bytes[end++] = Math.floor(value / 2 ** (8 * (size - 1 - index))) % 256;
		}
	}
	return bytes.subarray(0, end);
}

function decodeBlock(block: string): number | undefined {
	let value = 0;
	for (const character of block) {
		const digit = digits.get(character);
		if (digit === undefined) return undefined;
		value = value * 85 + digit;
	}
	return value;
}
