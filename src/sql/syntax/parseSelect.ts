import type { Expression } from './expression';
import { parseRelations } from './parseRelation';
import type { Parser } from './parser';
import { parseWindowSpecification } from './parseWindow';
import type { GroupBy, GroupingElement, LateralView, NamedWindow, SelectItem, SelectNode } from './query';
import { syntaxError } from './syntaxError';

/** `SELECT … QUALIFY …`; what sorts and limits belongs to the query around it. */
export function parseSelect(parser: Parser): SelectNode {
	const at = parser.peek().start;
	parser.expect('SELECT');
	const distinct = parser.accept('DISTINCT');
	if (!distinct) parser.accept('ALL');
	const items = parser.list(() => parseItem(parser));
	const from = parser.accept('FROM') ? parseRelations(parser) : undefined;
	const lateralViews = parseLateralViews(parser);
	const where = parser.accept('WHERE') ? parser.expression() : undefined;
	const groupBy = parseGroupBy(parser);
	const having = parser.accept('HAVING') ? parser.expression() : undefined;
	const qualify = parser.accept('QUALIFY') ? parser.expression() : undefined;
	const windows = parser.accept('WINDOW') ? parser.list(() => parseNamedWindow(parser)) : [];
	return {
		kind: 'select',
		at,
		distinct,
		items,
		lateralViews,
		windows,
		...(from && { from }),
		...(where && { where }),
		...(groupBy && { groupBy }),
		...(having && { having }),
		...(qualify && { qualify }),
	};
}

function parseItem(parser: Parser): SelectItem {
	const expression = parser.expression();
	if (parser.accept('AS')) {
		const aliases = parser.at('(')
			? parser.parenthesised(() => parser.list(() => parser.identifier()))
			: [parser.identifier()];
		return { expression, aliases };
	}
	return { expression, aliases: parser.atFreeName() ? [parser.identifier()] : [] };
}

function parseLateralViews(parser: Parser): readonly LateralView[] {
	const views: LateralView[] = [];
	while (parser.accept('LATERAL', 'VIEW')) {
		const outer = parser.accept('OUTER');
		const at = parser.peek().start;
		const generator = parser.expression();
		const table = parser.atFreeName() ? parser.identifier() : undefined;
		const named = parser.accept('AS') || parser.atFreeName();
		const columns = named ? parser.list(() => parser.identifier()) : [];
		views.push({ at, outer, generator, columns, ...(table !== undefined && { table }) });
	}
	return views;
}

function parseGroupBy(parser: Parser): GroupBy | undefined {
	const at = parser.peek().start;
	if (!parser.accept('GROUP', 'BY')) return undefined;
	if (parser.at('ALL')) {
		parser.next();
		return { kind: 'all', at };
	}
	const elements = parser.at('GROUPING', 'SETS') ? [] : parser.list(() => parseElement(parser));
	return { kind: 'elements', elements: combine(parser, elements) };
}

/** `a, b WITH ROLLUP` and `a, b GROUPING SETS (…)` are said of all the expressions before. */
function combine(parser: Parser, elements: readonly GroupingElement[]): readonly GroupingElement[] {
	const at = parser.peek().start;
	const kind = parser.accept('WITH', 'ROLLUP')
		? 'rollup'
		: parser.accept('WITH', 'CUBE')
			? 'cube'
			: parser.at('GROUPING', 'SETS')
				? 'sets'
				: undefined;
	if (kind === undefined) return elements;
	if (kind === 'sets') return [parseElement(parser)];
	const sets = elements.map((element) => {
		if (element.kind === 'expression') return [element.expression];
		throw syntaxError(parser, 'PARSE_SYNTAX_ERROR', 'cannot combine grouping sets with WITH', at);
	});
	return [{ kind, sets }];
}

function parseElement(parser: Parser): GroupingElement {
	const kind =
		parser.at('ROLLUP', '(') && parser.accept('ROLLUP')
			? 'rollup'
			: parser.at('CUBE', '(') && parser.accept('CUBE')
				? 'cube'
				: parser.accept('GROUPING', 'SETS')
					? 'sets'
					: undefined;
	if (kind === undefined) return { kind: 'expression', expression: parser.expression() };
	return { kind, sets: parser.parenthesised(() => parser.list(() => parseGroupingSet(parser))) };
}

function parseGroupingSet(parser: Parser): readonly Expression[] {
	if (parser.accept('(', ')')) return [];
	const expression = parser.expression();
	return expression.kind === 'row' ? expression.items : [expression];
}

function parseNamedWindow(parser: Parser): NamedWindow {
	const name = parser.identifier();
	parser.expect('AS');
	return { name, window: parseWindowSpecification(parser) };
}
