import type { Statement } from '../statement';
import type { Parser } from './parser';

/** What follows SET when it is neither VAR nor VARIABLE: `key = value`, `key`, `TIME ZONE …` or nothing. */
export function parseConfiguration(parser: Parser, position: Statement['position']): Statement {
	if (parser.accept('TIME', 'ZONE')) {
		const value = parser.peek().kind === 'string' ? parser.string() : rest(parser, 'end');
		return { kind: 'setConfiguration', position, key: 'spark.sql.session.timeZone', value };
	}
	const key = rest(parser, '=');
	if (!parser.accept('=')) return { kind: 'setConfiguration', position, ...(key !== '' && { key }) };
	const single = parser.peek(1).kind === 'end' && parser.peek().kind === 'string';
	return { kind: 'setConfiguration', position, key, value: single ? parser.string() : rest(parser, 'end') };
}

/** The text up to a symbol or the end, as written. */
function rest(parser: Parser, until: '=' | 'end'): string {
	const start = parser.peek().start;
	let end = start;
	while (parser.peek().kind !== 'end' && !(until === '=' && parser.at('='))) end = parser.next().end;
	return parser.text.slice(start, end).replaceAll('`', '');
}
