import type { DataType } from '../../delta/schema';
import type { ColumnUse } from './typed';

/** A column that expressions can name. */
export interface Column {
	readonly name: string;
	readonly type: DataType;
	readonly nullable: boolean;
	/** Its DuckDB name, unique in the statement. */
	readonly text: string;
	/** The parts of its table's name or alias. */
	readonly qualifier: readonly string[];
	/** Only found with its qualifier: USING has merged it with another. */
	readonly hidden?: boolean;
}

/** A column that a dotted name begins with, and the parts of the name that are left: fields of structs. */
export interface ColumnMatch {
	readonly column: Column;
	readonly fields: readonly string[];
}

/** The columns of a FROM clause. Names are compared without case. */
export class Scope {
	readonly columns: readonly Column[];
	/** The scope around a correlated subquery. */
	readonly outer: Scope | undefined;
	/** What subqueries inside use of this scope; whoever compiles the subquery takes them out. */
	readonly usedBySubqueries: ColumnUse[] = [];
	readonly #byName = new Map<string, Column[]>();

	constructor(columns: readonly Column[], outer: Scope | undefined) {
		this.columns = columns;
		this.outer = outer;
		for (const column of columns) {
			const name = column.name.toLowerCase();
			const same = this.#byName.get(name);
			if (same) same.push(column);
			else this.#byName.set(name, [column]);
		}
	}

	/** Everything that the name can mean here: with the longest qualifier first, as Spark decides. */
	matches(parts: readonly string[]): readonly ColumnMatch[] {
		for (let length = parts.length - 1; length > 0; length--) {
			const qualifier = parts.slice(0, length);
			const found = this.#named(parts[length]).filter((column) => isQualifiedBy(column, qualifier));
			if (found.length > 0) return found.map((column) => ({ column, fields: parts.slice(length + 1) }));
		}
		const found = this.#named(parts[0]).filter((column) => !column.hidden);
		return found.map((column) => ({ column, fields: parts.slice(1) }));
	}

	/** The columns of a table, in order; empty when there is none of that name. */
	qualifiedBy(qualifier: readonly string[]): readonly Column[] {
		return this.columns.filter((column) => isQualifiedBy(column, qualifier));
	}

	#named(name: string | undefined): readonly Column[] {
		return this.#byName.get(name?.toLowerCase() ?? '') ?? [];
	}
}

/** A table `a.b.c` may also be called `b.c` and `c`. */
function isQualifiedBy({ qualifier }: Column, parts: readonly string[]): boolean {
	const skipped = qualifier.length - parts.length;
	return (
		skipped >= 0 && parts.every((part, i) => qualifier[skipped + i]?.toLowerCase() === part.toLowerCase())
	);
}
