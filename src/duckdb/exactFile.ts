/**
 * A path for DuckDB's file functions that means the file of exactly this name: they take a path with `*`, `?` or `[` for
 * a pattern and read whatever matches, also when a file of that very name is there.
 */
export function exactFile(path: string): string {
	return path.replaceAll(/[*?[]/g, '[$&]');
}

/** `exactFile` of the paths that a SQL expression gives, in SQL. */
export function exactFileText(expression: string): string {
	return `regexp_replace(${expression}, '[*?\\[]', '[\\0]', 'g')`;
}

/** The path that `exactFile` was given. */
export function pathOfExactFile(pattern: string): string {
	return pattern.replaceAll(/\[([*?[])\]/g, '$1');
}
