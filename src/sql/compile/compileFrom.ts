import type { LateralView, SelectNode } from '../syntax/query';
import { asColumns, renamed } from './columns';
import { generate, generatorOf, joinGenerated } from './compileGenerator';
import { compileRelation } from './compileRelation';
import { type Environment, faultAt, type QueryEnvironment } from './environment';
import type { Relation } from './relation';
import { Scope } from './scope';

/** FROM with its lateral views; `undefined` when the SELECT has none. */
export function compileFrom(select: SelectNode, environment: QueryEnvironment): Relation | undefined {
	const from = select.from && compileRelation(select.from, environment);
	return select.lateralViews.reduce<Relation | undefined>(
		(relation, view) => withLateralView(relation, view, environment),
		from,
	);
}

function withLateralView(
	relation: Relation | undefined,
	view: LateralView,
	environment: QueryEnvironment,
): Relation {
	const scope = new Scope(relation?.columns ?? [], environment.scope);
	const inside: Environment = { ...environment, scope, windows: new Map() };
	const fn = generatorOf(view.generator, inside);
	if (!fn || view.generator.kind !== 'call') {
		throw faultAt(
			environment,
			view.generator.at,
			'UNSUPPORTED_GENERATOR.NOT_GENERATOR',
			'LATERAL VIEW needs a function that makes rows, such as explode',
		);
	}
	const generated = generate(view.generator, fn, inside, view.outer);
	const names = view.columns.length > 0 ? view.columns : undefined;
	const columns = renamed(environment, generated.columns, names, view.at);
	const joined = joinGenerated(relation, { ...generated, columns }, environment, view.outer);
	const added = asColumns(columns, view.table === undefined ? [] : [view.table]);
	return { from: joined, columns: [...(relation?.columns ?? []), ...added] };
}
