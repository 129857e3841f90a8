/** What Spark would call an error that DuckDB reports while a query runs. */
export interface RuntimeError {
	readonly errorClass: string;
	readonly message: string;
}

const ownClass = /\[([A-Z][A-Z0-9_.]*)\] ?([\s\S]*)/;

/** DuckDB's own messages, for what it checks as Spark does; the first that matches wins. */
const duckdbMessages: readonly (readonly [RegExp, string])[] = [
	[
		/Could not convert string .* to DECIMAL|to type DECIMAL\(|to DECIMAL\(\d+/,
		'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION',
	],
	[/Casting value .* to type DECIMAL/, 'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION'],
	[/Overflow (?:in|on) .*DECIMAL/i, 'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION'],
	[/Overflow in .* of INT(?:8|16) /, 'BINARY_ARITHMETIC_OVERFLOW'],
	[/Failed to cast decimal value/, 'ARITHMETIC_OVERFLOW'],
	[/INT128 with value .* can't be cast because the value is out of range/, 'ARITHMETIC_OVERFLOW'],
	[/Overflow (?:in|on) /i, 'ARITHMETIC_OVERFLOW'],
	[/can't be cast because the value is out of range/, 'CAST_OVERFLOW'],
	[/Could not convert string .* to INT/, 'CAST_INVALID_INPUT'],
	[/(?:date|timestamp|time) field value|invalid (?:date|timestamp)/i, 'CAST_INVALID_INPUT'],
	[
		/(?:date|timestamp|interval).*out of range|out of range.*(?:date|timestamp|interval)/i,
		'DATETIME_OVERFLOW',
	],
	[/Map keys must be unique/i, 'DUPLICATED_MAP_KEY'],
	[/Map keys can not be NULL/i, 'NULL_MAP_KEY'],
	[/More than one row returned by a subquery/i, 'SCALAR_SUBQUERY_TOO_MANY_ROWS'],
];

/**
 * Reads Spark's error class from a message of DuckDB: from the `[CLASS]` that generated expressions put into it, else by
 * what DuckDB itself checks where Spark checks the same.
 *
 * @returns `undefined` when the message is neither, so it tells of a bug or of the machine.
 */
export function sparkErrorClass(duckdbMessage: string): RuntimeError | undefined {
	const [, errorClass, message] = ownClass.exec(duckdbMessage) ?? [];
	if (errorClass !== undefined && message !== undefined) return { errorClass, message };
	const known = duckdbMessages.find(([pattern]) => pattern.test(duckdbMessage));
	if (!known) return undefined;
	return { errorClass: known[1], message: duckdbMessage.replace(/^(?:\w+ )*Error: /, '') };
}
