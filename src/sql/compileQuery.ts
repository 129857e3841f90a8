import type { Catalog, CompiledQuery } from './catalog';
import { compileExpression, compileRegistered } from './compile/compileExpression';
import { compileQueryNode } from './compile/compileQueryNode';
import { type FunctionRegistry, faultAt, type StatementContext } from './compile/environment';
import type { ParsedQuery } from './statement';
import type { QueryNode } from './syntax/query';

/** How deep expressions and queries may nest, together; DuckDB takes 1000. */
const maximumDepth = 400;

/**
 * Resolves a query against a catalog by Spark's rules and writes it for DuckDB. Nothing of the text is passed through:
 * identifiers are quoted or made up, and only relations of the catalog and functions of the registry can be reached.
 *
 * The text expects DuckDB's time zone to be UTC.
 *
 * @throws {DeltaError} `sql` with Spark's error class and the position.
 */
export function compileQuery(
	query: ParsedQuery,
	catalog: Catalog,
	{ functions }: { readonly functions: FunctionRegistry },
): CompiledQuery {
	let names = 0;
	let depth = 0;
	const nested = <T>(at: number, compile: () => T): T => {
		if (depth >= maximumDepth) {
			throw faultAt(
				{ statement },
				at,
				'QUERY_TOO_DEEPLY_NESTED',
				`this statement nests more than ${maximumDepth} levels deep`,
			);
		}
		depth++;
		const result = compile();
		depth--;
		return result;
	};
	const statement: StatementContext = {
		text: query.text,
		catalog,
		functions,
		unique: (prefix) => `${prefix}${++names}`,
		query: (node, outer) => nested(node.at, () => compileQueryNode(node, outer)),
		expression: (expression, environment) =>
			nested(expression.at, () => compileExpression(expression, environment)),
		operator: compileRegistered,
	};
	// Only `parseStatements` makes a ParsedQuery, with this in it.
	const node = query.ast as QueryNode;
	const { sql, columns } = compileQueryNode(node, {
		statement,
		commonTables: new Map(),
		scope: undefined,
		lambdaVariables: new Map(),
	});
	const fields = columns.map(({ name, type, nullable }) => ({ name, type, nullable, metadata: {} }));
	return { sql, schema: { kind: 'struct', fields } };
}
