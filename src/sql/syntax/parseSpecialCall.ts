import type { OperatorName } from '../operatorNames';
import { type Expression, intervalUnits } from './expression';
import { finishCall } from './parseCall';
import type { Parser } from './parser';
import { syntaxError } from './syntaxError';
import type { Token } from './token';
import { parseTypeName } from './typeName';

/** The calls that may have words between their arguments; `undefined` when the name that comes is none of them. */
export function parseSpecialCall(parser: Parser): Expression | undefined {
	const name = parser.peek().value.toUpperCase();
	const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
	if (!rule) return undefined;
	if (name === 'POSITION' && !atPositionIn(parser)) return undefined;
	const token = parser.next();
	parser.expect('(');
	const expression = rule(parser, token.start, name);
	if (expression.kind === 'ordinary') return ordinaryCall(parser, token, expression.args);
	parser.expect(')');
	return expression;
}

/** What turned out to be a call like any other, after its first arguments. */
interface OrdinaryCall {
	readonly kind: 'ordinary';
	readonly args: readonly Expression[];
}

type Rule = (parser: Parser, at: number, name: string) => Expression | OrdinaryCall;

function ordinaryCall(parser: Parser, token: Token, args: readonly Expression[]): Expression {
	const more = parser.accept(',') ? parser.list(() => parser.expression()) : [];
	return finishCall(parser, token, { args: [...args, ...more], distinct: false, star: false });
}

const rules: Readonly<Record<string, Rule>> = {
	CAST: parseCast,
	TRY_CAST: parseCast,
	EXTRACT: parseExtract,
	TRIM: parseTrim,
	SUBSTRING: parseSubstring,
	SUBSTR: parseSubstring,
	POSITION: parsePosition,
	OVERLAY: parseOverlay,
	DATEADD: parseDateUnit,
	DATE_ADD: parseDateUnit,
	TIMESTAMPADD: parseDateUnit,
	DATEDIFF: parseDateUnit,
	DATE_DIFF: parseDateUnit,
	TIMESTAMPDIFF: parseDateUnit,
};

function parseCast(parser: Parser, at: number, name: string): Expression {
	const arg = parser.expression();
	parser.expect('AS');
	return { kind: 'cast', at, arg, type: parseTypeName(parser), mode: name === 'CAST' ? 'ansi' : 'try' };
}

const fields: Readonly<Record<string, OperatorName>> = {
	YEAR: 'year',
	Y: 'year',
	YEARS: 'year',
	YR: 'year',
	YRS: 'year',
	YEAROFWEEK: 'yearofweek',
	QUARTER: 'quarter',
	QTR: 'quarter',
	MONTH: 'month',
	MON: 'month',
	MONS: 'month',
	MONTHS: 'month',
	WEEK: 'weekofyear',
	W: 'weekofyear',
	WEEKS: 'weekofyear',
	DAY: 'day',
	D: 'day',
	DAYS: 'day',
	DAYOFWEEK: 'dayofweek',
	DOW: 'dayofweek',
	DAYOFWEEK_ISO: 'dayofweek_iso',
	DOW_ISO: 'dayofweek_iso',
	DOY: 'dayofyear',
	HOUR: 'hour',
	H: 'hour',
	HOURS: 'hour',
	HR: 'hour',
	HRS: 'hour',
	MINUTE: 'minute',
	M: 'minute',
	MIN: 'minute',
	MINS: 'minute',
	MINUTES: 'minute',
	SECOND: 'extract_second',
	S: 'extract_second',
	SEC: 'extract_second',
	SECONDS: 'extract_second',
	SECS: 'extract_second',
};

function parseExtract(parser: Parser, at: number): Expression {
	const field = parser.next();
	const name = field.value.toUpperCase();
	const operator = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (operator === undefined) {
		throw syntaxError(parser, 'INVALID_EXTRACT_FIELD', `cannot extract ${field.value}`, field.start);
	}
	parser.expect('FROM');
	return {
		kind: 'operator',
		at,
		name: operator,
		args: [parser.expression()],
		pretty: `extract(${field.value} FROM $0)`,
	};
}

function parseTrim(parser: Parser, at: number): Expression | OrdinaryCall {
	const side = parser.acceptOneOf(['BOTH', 'LEADING', 'TRAILING']);
	const characters = side !== undefined && parser.at('FROM') ? undefined : parser.expression();
	if (!parser.accept('FROM')) {
		if (side !== undefined || !characters) throw parser.unexpected('expected FROM');
		return { kind: 'ordinary', args: [characters] };
	}
	const text = parser.expression();
	const name = side === 'LEADING' ? 'ltrim' : side === 'TRAILING' ? 'rtrim' : 'trim';
	const pretty = `TRIM(${side ?? 'BOTH'}${characters ? ' $1' : ''} FROM $0)`;
	return { kind: 'operator', at, name, args: characters ? [text, characters] : [text], pretty };
}

function parseSubstring(parser: Parser, at: number, name: string): Expression | OrdinaryCall {
	const text = parser.expression();
	if (!parser.accept('FROM')) return { kind: 'ordinary', args: [text] };
	const args = [text, parser.expression()];
	if (parser.accept('FOR')) args.push(parser.expression());
	return { kind: 'operator', at, name: 'substring', args, pretty: prettyCall(name, args.length) };
}

/** Whether `POSITION(part IN text)` comes, whose part is a literal or a name. */
function atPositionIn(parser: Parser): boolean {
	const { kind } = parser.peek(2);
	const separator = parser.peek(3);
	return (
		(kind === 'string' || kind === 'word' || kind === 'quotedIdentifier') &&
		separator.kind === 'word' &&
		separator.value.toUpperCase() === 'IN'
	);
}

function parsePosition(parser: Parser, at: number): Expression {
	const token = parser.next();
	const part: Expression =
		token.kind === 'string'
			? { kind: 'literal', at: token.start, type: { kind: 'string' }, value: token.value }
			: { kind: 'name', at: token.start, parts: [token.value] };
	parser.expect('IN');
	return {
		kind: 'operator',
		at,
		name: 'position',
		args: [part, parser.expression()],
		pretty: 'locate($0, $1, 1)',
	};
}

function parseOverlay(parser: Parser, at: number): Expression | OrdinaryCall {
	const text = parser.expression();
	if (!parser.accept('PLACING')) return { kind: 'ordinary', args: [text] };
	const args = [text, parser.expression()];
	parser.expect('FROM');
	args.push(parser.expression());
	if (parser.accept('FOR')) args.push(parser.expression());
	return { kind: 'operator', at, name: 'overlay', args, pretty: prettyCall('overlay', args.length) };
}

const dateUnits: ReadonlySet<string> = new Set([...intervalUnits, 'DAYOFYEAR']);

/** `DATEADD(unit, count, time)`; with two arguments, the word of a unit is a column. */
function parseDateUnit(parser: Parser, at: number, name: string): Expression | OrdinaryCall {
	const first = parser.expression();
	const unit = first.kind === 'name' && first.parts.length === 1 ? first.parts[0]?.toUpperCase() : undefined;
	if (unit === undefined || !dateUnits.has(unit) || !parser.accept(','))
		return { kind: 'ordinary', args: [first] };
	const second = parser.expression();
	if (!parser.accept(',')) return { kind: 'ordinary', args: [first, second] };
	const operator = name.endsWith('ADD') ? 'timestampadd' : 'timestampdiff';
	const unitName: Expression = { kind: 'literal', at: first.at, type: { kind: 'string' }, value: unit };
	const args = [unitName, second, parser.expression()];
	return { kind: 'operator', at, name: operator, args, pretty: `${operator}(${unit}, $1, $2)` };
}

function prettyCall(name: string, count: number): string {
	const args = Array.from({ length: count }, (_, i) => `$${i}`);
	return `${name.toLowerCase()}(${args.join(', ')})`;
}
