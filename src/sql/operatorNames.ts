/**
 * The names under which the compiler asks the function registry for operators and for syntax that is not a call.
 *
 * What is not here and is not a call in the text is a special form of the compiler: AND, OR, NOT, CASE, `if`, CAST,
 * TRY_CAST, IN, EXISTS, IS [NOT] NULL / TRUE / FALSE, subqueries, struct fields, date and time plus or minus INTERVAL.
 */
export const operatorNames = [
	'+',
	'-',
	'*',
	'/',
	'%',
	'div',
	'||',
	'&',
	'|',
	'^',
	'<<',
	'>>',
	'>>>',
	'=',
	'<=>',
	'<>',
	'<',
	'<=',
	'>',
	'>=',
	/** Unary minus, plus and complement. */
	'negative',
	'positive',
	'~',
	/** Text and pattern; a third argument is ESCAPE's character. */
	'like',
	'ilike',
	'rlike',
	/** `array[i]` (from 0) and `map[key]`. */
	'[]',
	/** `TRIM([BOTH | LEADING | TRAILING] [characters] FROM text)` as `(text, characters)` or `(text)`. */
	'trim',
	'ltrim',
	'rtrim',
	/** `SUBSTRING(text FROM start FOR length)`. */
	'substring',
	/** `POSITION(part IN text)`, as `(part, text)`. */
	'position',
	/** `OVERLAY(text PLACING part FROM start [FOR length])`. */
	'overlay',
	/** `EXTRACT(field FROM source)`, by field. SECOND is `extract_second`: decimal(8,6), with the fraction. */
	'year',
	'yearofweek',
	'quarter',
	'month',
	'weekofyear',
	'day',
	'dayofweek',
	'dayofweek_iso',
	'dayofyear',
	'hour',
	'minute',
	'extract_second',
	/** `DATEADD(unit, count, time)` and `DATEDIFF(unit, start, end)`, the unit as a string. */
	'timestampadd',
	'timestampdiff',
	/** `count(*)` is looked up as `count` with one integer argument. */
	'count',
	/** Written without parentheses. */
	'current_date',
	'current_timestamp',
	'current_user',
] as const;

export type OperatorName = (typeof operatorNames)[number];
