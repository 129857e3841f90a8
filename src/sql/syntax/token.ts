/** A token of Spark SQL; `start` and `end` (exclusive) are offsets in UTF-16 code units. */
export interface Token {
	readonly kind: TokenKind;
	/** Words, numbers and symbols as written; the content of strings and of quoted identifiers. */
	readonly value: string;
	readonly start: number;
	readonly end: number;
}

/** `end` comes once, after the last token. */
export type TokenKind = 'word' | 'quotedIdentifier' | 'string' | 'number' | 'symbol' | 'end';
