import type { TableReference } from '../statement';
import type { RelationAlias, RelationNode } from '../syntax/query';
import { asColumns, renamed } from './columns';
import { compileJoin } from './compileJoin';
import { compileTableFunction } from './compileTableFunction';
import { faultAt, type QueryEnvironment } from './environment';
import type { OutputColumn } from './output';
import type { Relation } from './relation';
import { shown } from './resolveName';

/** One element of a FROM clause. A LATERAL one sees the columns of `environment.scope`. */
export function compileRelation(node: RelationNode, environment: QueryEnvironment): Relation {
	switch (node.kind) {
		case 'table':
			return compileTable(node.table, node.alias, node.at, environment);
		case 'subquery': {
			const { sql, columns } = environment.statement.query(node.query, environment);
			return aliased(`(${sql})`, columns, [], node.alias, node.at, environment);
		}
		case 'function': {
			const { from, columns, lateral } = compileTableFunction(node, environment);
			return { ...aliased(from, columns, [node.name], node.alias, node.at, environment), lateral };
		}
		case 'join':
			return compileJoin(node, environment, compileRelation);
	}
}

function compileTable(
	table: TableReference,
	alias: RelationAlias | undefined,
	at: number,
	environment: QueryEnvironment,
): Relation {
	const { statement } = environment;
	const name = table.parts?.length === 1 ? table.parts[0] : undefined;
	const common = name === undefined ? undefined : environment.commonTables.get(name.toLowerCase());
	if (common && table.version === undefined && table.timestamp === undefined) {
		return aliased(common.duckdbName, common.columns, [name ?? ''], alias, at, environment);
	}
	const relation = statement.catalog.relation(table);
	const qualifier = table.parts ?? ['delta', table.path ?? ''];
	if (!relation) {
		throw faultAt(
			environment,
			at,
			'TABLE_OR_VIEW_NOT_FOUND',
			`there is no table or view named ${shown(qualifier)}`,
		);
	}
	const columns = relation.schema.fields.map((field) => ({ ...field, id: '' }));
	return aliased(relation.from, columns, qualifier, alias, at, environment);
}

/** Gives every column a DuckDB name of its own, by position. */
function aliased(
	from: string,
	columns: readonly OutputColumn[],
	name: readonly string[],
	alias: RelationAlias | undefined,
	at: number,
	environment: QueryEnvironment,
): Relation {
	const { statement } = environment;
	const outputs = renamed(environment, columns, alias?.columns, at).map((column) => ({
		...column,
		id: statement.unique('c'),
	}));
	const ids = outputs.map((column) => column.id).join(', ');
	const source = statement.unique('t');
	return {
		from: `${from} AS ${source}${ids === '' ? '' : `(${ids})`}`,
		columns: asColumns(outputs, alias ? [alias.name] : name),
	};
}
