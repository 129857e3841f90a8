import { sqlFault } from './define';
import { bind, quoteText, raise } from './duckdbText';

type Piece = { readonly literal: string } | { readonly letter: string; readonly count: number };

/**
 * Writes a local timestamp as Spark's `date_format` does.
 *
 * @throws {DeltaError} `sql` for a letter that is not supported.
 */
export function formatTimestamp(timestamp: string, pattern: string): string {
	return bind(timestamp, (x) => {
		const parts = piecesOf(pattern).map((piece) => {
			if ('literal' in piece) return quoteText(piece.literal);
			return formatPiece(x, piece.letter, piece.count) ?? unsupported(pattern, piece.letter, piece.count);
		});
		return `CASE WHEN ${x} IS NOT NULL THEN ${parts.join(' || ') || "''"} END`;
	});
}

/**
 * Reads a local timestamp from a text of exactly this pattern.
 *
 * @param orNull whether another text gives NULL instead of an error.
 * @throws {DeltaError} `sql` for a letter that is not supported.
 */
export function parseTimestamp(source: string, pattern: string, orNull: boolean): string {
	const fields = new Map<string, number>();
	let groups = 0;
	const regex = piecesOf(pattern)
		.map((piece) => {
			if ('literal' in piece) return piece.literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
			const field = parsers[`${piece.letter}${piece.count}`] ?? fraction(piece.letter, piece.count);
			if (!field) return unsupported(pattern, piece.letter, piece.count);
			if (fields.has(field.field)) return unsupported(pattern, piece.letter, piece.count);
			fields.set(field.field, ++groups);
			return field.regex;
		})
		.join('');
	const invalid = orNull
		? 'NULL::TIMESTAMP'
		: raise('CANNOT_PARSE_TIMESTAMP', `'Text ''' || TEXT || ''' could not be parsed'`, 'TIMESTAMP');
	return bind(source, (s) => {
		const group = (name: string, fallback: string) => {
			const index = fields.get(name);
			return index === undefined
				? quoteText(fallback)
				: `regexp_extract(${s}, ${quoteText(`(?i)^${regex}$`)}, ${index})`;
		};
		const monthName = group('monthName', '');
		const month = fields.has('monthName') ? monthNumber(monthName) : group('month', '1');
		const year = fields.has('shortYear') ? `'20' || ${group('shortYear', '00')}` : group('year', '1970');
		const hour = fields.has('halfHour')
			? `CAST(CAST(${group('halfHour', '12')} AS INTEGER) % 12 + CASE WHEN upper(${group('half', 'AM')}) = 'PM' THEN 12 ELSE 0 END AS VARCHAR)`
			: group('hour', '0');
		const time = `lpad(${hour}, 2, '0') || ':' || lpad(${group('minute', '0')}, 2, '0') || ':' || lpad(${group('second', '0')}, 2, '0') || '.' || rpad(${group('fraction', '0')}, 6, '0')`;
		const parsed = `TRY_CAST(${year} || '-' || ${month} || '-' || ${group('day', '1')} || ' ' || ${time} AS TIMESTAMP)`;
		const failure = invalid.replace('TEXT', s);
		const matches = `regexp_full_match(${s}, ${quoteText(`(?i)${regex}`)})`;
		return `CASE WHEN ${s} IS NULL THEN NULL WHEN ${matches} THEN ${bind(parsed, (value) => `CASE WHEN ${value} IS NULL THEN ${failure} ELSE ${value} END`)} ELSE ${failure} END`;
	});
}

function piecesOf(pattern: string): readonly Piece[] {
	const pieces: Piece[] = [];
	for (const [whole, quoted, letter, other] of pattern.matchAll(
		/'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z'])/g,
	)) {
		if (letter !== undefined) pieces.push({ letter, count: whole.length });
		else if (quoted !== undefined)
			pieces.push({ literal: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
		else if (other !== undefined) {
			if ('[]{}#'.includes(other)) return unsupported(pattern, other, 1);
			pieces.push({ literal: other });
		}
	}
	return pieces;
}

const formats: Readonly<Record<string, string>> = {
	yy: '%y',
	M: '%-m',
	MM: '%m',
	MMM: '%b',
	MMMM: '%B',
	d: '%-d',
	dd: '%d',
	H: '%-H',
	HH: '%H',
	h: '%-I',
	hh: '%I',
	m: '%-M',
	mm: '%M',
	s: '%-S',
	ss: '%S',
	a: '%p',
	E: '%a',
	EE: '%a',
	EEE: '%a',
	EEEE: '%A',
	D: '%-j',
	DDD: '%j',
};

function formatPiece(x: string, letter: string, count: number): string | undefined {
	if (letter === 'y' && count !== 2 && count <= 6)
		return `lpad(CAST(year(${x}) AS VARCHAR), ${count === 4 ? 4 : `CAST(greatest(${count}, length(CAST(year(${x}) AS VARCHAR))) AS INTEGER)`}, '0')`;
	if (letter === 'S' && count <= 6) return `left(strftime(${x}, '%f'), ${count})`;
	if (letter === 'S' && count <= 9) return `rpad(strftime(${x}, '%f'), ${count}, '0')`;
	if (letter === 'Q' || letter === 'q')
		return count <= 2 ? `lpad(CAST(quarter(${x}) AS VARCHAR), ${count}, '0')` : undefined;
	const format = formats[letter.repeat(count)];
	return format && `strftime(${x}, '${format}')`;
}

interface FieldParser {
	readonly field: string;
	readonly regex: string;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonthNames =
	'January|February|March|April|May|June|July|August|September|October|November|December';

const parsers: Readonly<Record<string, FieldParser>> = {
	y4: { field: 'year', regex: '(\\d{4})' },
	y2: { field: 'shortYear', regex: '(\\d{2})' },
	M1: { field: 'month', regex: '(1[0-2]|0?[1-9])' },
	M2: { field: 'month', regex: '(0[1-9]|1[0-2])' },
	M3: { field: 'monthName', regex: `(${monthNames.join('|')})` },
	M4: { field: 'monthName', regex: `(${longMonthNames})` },
	d1: { field: 'day', regex: '([12]\\d|3[01]|0?[1-9])' },
	d2: { field: 'day', regex: '(0[1-9]|[12]\\d|3[01])' },
	H1: { field: 'hour', regex: '(1\\d|2[0-3]|0?\\d)' },
	H2: { field: 'hour', regex: '([01]\\d|2[0-3])' },
	h1: { field: 'halfHour', regex: '(1[0-2]|0?[1-9])' },
	h2: { field: 'halfHour', regex: '(0[1-9]|1[0-2])' },
	m1: { field: 'minute', regex: '([1-5]\\d|0?\\d)' },
	m2: { field: 'minute', regex: '([0-5]\\d)' },
	s1: { field: 'second', regex: '([1-5]\\d|0?\\d)' },
	s2: { field: 'second', regex: '([0-5]\\d)' },
	a1: { field: 'half', regex: '(AM|PM)' },
};

function fraction(letter: string, count: number): FieldParser | undefined {
	return letter === 'S' && count <= 6 ? { field: 'fraction', regex: `(\\d{1,${count}})` } : undefined;
}

function monthNumber(name: string): string {
	return `CAST(list_position([${monthNames.map((month) => quoteText(month.toLowerCase())).join(', ')}], lower(left(${name}, 3))) AS VARCHAR)`;
}

function unsupported(pattern: string, letter: string, count: number): never {
	throw sqlFault('UNSUPPORTED_FEATURE', `'${letter.repeat(count)}' in the date pattern '${pattern}'`);
}
