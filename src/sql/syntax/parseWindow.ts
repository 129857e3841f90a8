import type { FrameBound, WindowFrame, WindowReference, WindowSpecification } from './expression';
import type { Parser } from './parser';
import { parseSortItems } from './parseSortItems';

/** What follows OVER. */
export function parseWindowReference(parser: Parser): WindowReference {
	if (!parser.at('(')) {
		const at = parser.peek().start;
		return { kind: 'named', name: parser.identifier(), at };
	}
	return { kind: 'inline', ...parseWindowSpecification(parser) };
}

export function parseWindowSpecification(parser: Parser): WindowSpecification {
	return parser.parenthesised(() => {
		const at = parser.peek().start;
		const base = atBase(parser) ? { name: parser.identifier(), at } : undefined;
		const partitioned = parser.accept('PARTITION', 'BY') || parser.accept('DISTRIBUTE', 'BY');
		const partitionBy = partitioned ? parser.list(() => parser.expression()) : [];
		const sorted = parser.accept('ORDER', 'BY') || parser.accept('SORT', 'BY');
		const orderBy = sorted ? parseSortItems(parser) : [];
		const frame = parseFrame(parser);
		return { partitionBy, orderBy, ...(base && { base }), ...(frame && { frame }) };
	});
}

function atBase(parser: Parser): boolean {
	return (
		parser.atFreeName() &&
		!parser.at('PARTITION', 'BY') &&
		!parser.at('ROWS', 'BETWEEN') &&
		!parser.at('ROWS') &&
		!parser.at('RANGE')
	);
}

function parseFrame(parser: Parser): WindowFrame | undefined {
	const unit = parser.accept('ROWS') ? 'ROWS' : parser.accept('RANGE') ? 'RANGE' : undefined;
	if (unit === undefined) return undefined;
	if (!parser.accept('BETWEEN')) return { unit, start: bound(parser), end: { kind: 'currentRow' } };
	const start = bound(parser);
	parser.expect('AND');
	return { unit, start, end: bound(parser) };
}

function bound(parser: Parser): FrameBound {
	if (parser.accept('CURRENT', 'ROW')) return { kind: 'currentRow' };
	if (parser.accept('UNBOUNDED', 'PRECEDING')) return { kind: 'unboundedPreceding' };
	if (parser.accept('UNBOUNDED', 'FOLLOWING')) return { kind: 'unboundedFollowing' };
	const offset = parser.expression();
	if (parser.accept('PRECEDING')) return { kind: 'preceding', offset };
	parser.expect('FOLLOWING');
	return { kind: 'following', offset };
}
