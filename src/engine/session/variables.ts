import { DeltaError } from '../../delta/fault';
import type { DataType } from '../../delta/schema';
import type { DuckdbValue } from '../../duckdb/database';
import { duckdbTypeText } from '../../duckdb/duckdbTypes';
import type { Variable } from '../../sql/catalog';

interface StoredVariable extends Variable {
	readonly duckdbName: string;
	readonly value: DuckdbValue;
}

/** The variables of a session. Names are compared without case. */
export class Variables {
	readonly #byName = new Map<string, StoredVariable>();
	#next = 0;

	get(name: string): Variable | undefined {
		return this.#byName.get(name.toLowerCase());
	}

	/** @throws {DeltaError} `sql` when there is none. */
	typeOf(name: string): DataType {
		const variable = this.get(name);
		if (variable) return variable.type;
		throw unresolved(name);
	}

	has(name: string): boolean {
		return this.#byName.has(name.toLowerCase());
	}

	set(name: string, type: DataType, value: DuckdbValue): void {
		const duckdbName = this.#byName.get(name.toLowerCase())?.duckdbName ?? `session_${this.#next++}`;
		const expression = `CAST(getvariable('${duckdbName}') AS ${duckdbTypeText(type)})`;
		this.#byName.set(name.toLowerCase(), { type, value, expression, duckdbName });
	}

	/** @throws {DeltaError} `sql` when there is none and `ifExists` is not set. */
	drop(name: string, ifExists: boolean): void {
		if (!this.#byName.delete(name.toLowerCase()) && !ifExists) throw unresolved(name);
	}

	/** What `getvariable` must give for the expressions of these variables to work. */
	values(): Readonly<Record<string, DuckdbValue>> {
		return Object.fromEntries([...this.#byName.values()].map(({ duckdbName, value }) => [duckdbName, value]));
	}
}

function unresolved(name: string): DeltaError {
	return new DeltaError({
		code: 'sql',
		errorClass: 'UNRESOLVED_VARIABLE',
		message: `there is no variable named ${name}`,
		hints: ['declare it with DECLARE VARIABLE'],
	});
}
