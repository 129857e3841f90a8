import type { ParsedQuery, TableReference } from '../../sql/statement';

/** What a name in a query stands for. Fixed when a view is made, so that later views of the same name do not change it. */
export type Binding =
	| { readonly kind: 'table'; readonly path: string }
	| { readonly kind: 'view'; readonly view: TemporaryView };

/** Bindings by `referenceKey`. */
export type Bindings = ReadonlyMap<string, Binding>;

/** A view of a session: compiled anew for each use, on the tables as they then are. */
export interface TemporaryView {
	readonly name: string;
	readonly columns?: readonly string[];
	readonly query: ParsedQuery;
	readonly bindings: Bindings;
}

/** The same for references that mean the same table at the same version. */
export function referenceKey({ path, parts, version, timestamp }: TableReference): string {
	return JSON.stringify([path, parts, version, timestamp]);
}
