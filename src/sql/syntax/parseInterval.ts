import { type Expression, type IntervalPart, type IntervalUnit, intervalUnits } from './expression';
import type { Parser } from './parser';
import { syntaxError } from './syntaxError';

/** Whether INTERVAL comes as the beginning of a literal, and not as a name. */
export function atInterval(parser: Parser): boolean {
	if (!parser.at('INTERVAL')) return false;
	const { kind, value } = parser.peek(1);
	return kind === 'string' || kind === 'number' || (kind === 'symbol' && (value === '-' || value === '+'));
}

/** `INTERVAL 3 DAYS 2 HOURS`, `INTERVAL '3' DAY`, `INTERVAL '3 days'`, `INTERVAL '1-2' YEAR TO MONTH`. */
export function parseInterval(parser: Parser): Expression {
	const start = parser.next();
	const parts: IntervalPart[] = [];
	while (atValue(parser)) parts.push(...parsePart(parser, start.start));
	if (parts.length === 0) throw parser.unexpected('expected an interval');
	const end = parser.peek(-1).end;
	return { kind: 'interval', at: start.start, parts, text: parser.text.slice(start.start, end) };
}

function atValue(parser: Parser): boolean {
	const { kind, value } = parser.peek();
	if (kind === 'string' || kind === 'number') return true;
	// `INTERVAL 1 DAY - 2` is a subtraction, unless a unit follows.
	if (kind !== 'symbol' || (value !== '-' && value !== '+')) return false;
	return parser.peek(1).kind === 'number' && unitOf(parser.peek(2).value) !== undefined;
}

function parsePart(parser: Parser, at: number): readonly IntervalPart[] {
	const sign = parser.acceptOneOf(['-', '+']) === '-' ? '-' : '';
	const token = parser.next();
	const unit = parser.peek().kind === 'word' ? unitOf(parser.peek().value) : undefined;
	if (unit === undefined) {
		const words = token.kind === 'string' ? partsOfText(token.value) : undefined;
		if (words) return words;
		throw parser.unexpected('expected the unit of an interval');
	}
	parser.next();
	const value = sign + token.value.trim();
	if (parser.accept('TO')) {
		const last = unitOf(parser.next().value);
		const range = last && partsOfRange(value, unit, last);
		if (range) return range;
	} else if (/^[+-]?\d{1,18}(\.\d{1,9})?$/.test(value) && (unit === 'SECOND' || !value.includes('.'))) {
		return [{ value, unit }];
	}
	throw syntaxError(parser, 'INVALID_INTERVAL_FORMAT', `'${token.value}' is not an interval`, at);
}

function unitOf(word: string): IntervalUnit | undefined {
	const upper = word.toUpperCase();
	return intervalUnits.find((unit) => unit === upper || `${unit}S` === upper);
}

/** The parts of `3 days -2 hours`, perhaps with `interval` before them. */
function partsOfText(text: string): readonly IntervalPart[] | undefined {
	const words = text
		.trim()
		.replace(/^interval\s+/i, '')
		.split(/\s+/);
	const parts: IntervalPart[] = [];
	for (let i = 0; i < words.length; i += 2) {
		const value = words[i] ?? '';
		const unit = unitOf(words[i + 1] ?? '');
		if (unit === undefined || !/^[+-]?\d{1,18}(\.\d{1,9})?$/.test(value)) return undefined;
		if (value.includes('.') && unit !== 'SECOND') return undefined;
		parts.push({ value, unit });
	}
	return parts;
}

const ranges: Readonly<Record<string, readonly [pattern: RegExp, units: readonly IntervalUnit[]]>> = {
	'YEAR MONTH': [/^(\d+)-(\d+)$/, ['YEAR', 'MONTH']],
	'DAY HOUR': [/^(\d+) (\d+)$/, ['DAY', 'HOUR']],
	'DAY MINUTE': [/^(\d+) (\d+):(\d+)$/, ['DAY', 'HOUR', 'MINUTE']],
	'DAY SECOND': [/^(\d+) (\d+):(\d+):(\d+(?:\.\d{1,9})?)$/, ['DAY', 'HOUR', 'MINUTE', 'SECOND']],
	'HOUR MINUTE': [/^(\d+):(\d+)$/, ['HOUR', 'MINUTE']],
	'HOUR SECOND': [/^(\d+):(\d+):(\d+(?:\.\d{1,9})?)$/, ['HOUR', 'MINUTE', 'SECOND']],
	'MINUTE SECOND': [/^(\d+):(\d+(?:\.\d{1,9})?)$/, ['MINUTE', 'SECOND']],
};

function partsOfRange(
	text: string,
	first: IntervalUnit,
	last: IntervalUnit,
): readonly IntervalPart[] | undefined {
	const [pattern, units] = ranges[`${first} ${last}`] ?? [];
	const negative = text.startsWith('-');
	const values = pattern?.exec(text.replace(/^[+-]/, ''))?.slice(1);
	if (!values || !units) return undefined;
	return units.map((unit, i) => ({ value: `${negative ? '-' : ''}${values[i] ?? '0'}`, unit }));
}
