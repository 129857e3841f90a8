import type { TableReference } from '../statement';
import type { Parser } from './parser';

/**
 * A table by name or as `` delta.`path` ``.
 *
 * @param timeTravel whether VERSION or TIMESTAMP AS OF may follow.
 */
export function parseTableReference(parser: Parser, timeTravel: boolean): TableReference {
	const position = parser.position();
	const first = parser.peek();
	const parts = [nameOf(parser)];
	while (parser.accept('.')) parts.push(nameOf(parser));
	const travel = timeTravel ? parseTimeTravel(parser) : {};
	const [prefix, path] = parts;
	const isPath = first.kind === 'word' && prefix?.toLowerCase() === 'delta' && parts.length === 2;
	return { ...(isPath && path !== undefined ? { path } : { parts }), ...travel, position };
}

function nameOf(parser: Parser): string {
	const free = parser.atFreeName();
	if (!free) throw parser.unexpected('expected a table');
	return parser.identifier();
}

function parseTimeTravel(parser: Parser): { version?: number; timestamp?: string } {
	parser.attempt(() => (parser.accept('FOR') && atAsOf(parser) ? true : undefined));
	if (!atAsOf(parser)) return {};
	const word = parser.next().value.toUpperCase();
	parser.expect('AS', 'OF');
	if (word.endsWith('VERSION')) return { version: versionNumber(parser) };
	parser.accept('TIMESTAMP');
	return { timestamp: parser.string() };
}

function atAsOf(parser: Parser): boolean {
	return ['VERSION', 'SYSTEM_VERSION', 'TIMESTAMP', 'SYSTEM_TIME'].some((word) =>
		parser.at(word, 'AS', 'OF'),
	);
}

/** A version may also be written as a string of digits. */
function versionNumber(parser: Parser): number {
	const token = parser.peek();
	if (token.kind === 'string' && /^\d{1,15}$/.test(token.value)) return Number(parser.next().value);
	return parser.integer();
}
