import { sqlFault } from './define';

/** A DuckDB expression of a text: a literal, unless it has a NUL, at which DuckDB would take the query to end. */
export function quoteText(text: string): string {
	const literals = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
	const [only = "''", ...more] = literals;
	return more.length === 0 ? only : `(${literals.join(' || chr(0) || ')})`;
}

/**
 * A DuckDB identifier.
 *
 * @throws {DeltaError} `sql` for a name with a NUL, which DuckDB cannot have.
 */
export function quoteName(name: string): string {
	if (name.includes('\0')) throw sqlFault('INVALID_IDENTIFIER', 'a name cannot have the character NUL');
	return `"${name.replaceAll('"', '""')}"`;
}

/**
 * An expression that ends the query with a Spark error class when it is evaluated.
 *
 * @param message DuckDB text of the message, such as a literal.
 * @param type the DuckDB type that the expression has, so that it fits among the branches of a CASE.
 */
export function raise(errorClass: string, message: string, type: string): string {
	return `error('[${errorClass}] ' || ${message})::${type}`;
}

const shortText = 60;
let bindings = 0;

/**
 * Writes `body` with a text that may be repeated: short texts as they are, others bound to a name, because a text that
 * is copied at every level of a nested expression grows exponentially, and a volatile one would be evaluated twice.
 */
export function bind(text: string, body: (name: string) => string): string {
	if (text.length <= shortText && !text.includes('random(') && !text.includes('uuid(')) return body(text);
	const name = `bound${++bindings}`;
	return `list_transform([${text}], lambda ${name}: ${body(name)})[1]`;
}

/** Binds several texts, see `bind`. */
export function bindAll(texts: readonly string[], body: (...names: readonly string[]) => string): string {
	const bound: string[] = [];
	const next = (index: number): string => {
		const text = texts[index];
		if (text === undefined) return body(...bound);
		return bind(text, (name) => {
			bound.push(name);
			return next(index + 1);
		});
	};
	return next(0);
}
