import { join, resolve } from 'node:path';
import { DeltaError, type SqlPosition } from '../../delta/fault';
import { nearNames } from '../../sql/compile/nearNames';
import type { TableReference } from '../../sql/statement';
import { findTables } from '../findTables';

/** How many folders below the session's a table may lie to be known by name. */
const maxDepth = 8;
const exclude = ['**/node_modules'];

interface NamedTable {
	readonly path: string;
	/** The names of the folders that lead to it. */
	readonly parts: readonly string[];
	readonly name: string;
}

/**
 * The tables that a session knows by name: those below its folder, by the name of their own folder or by the dotted
 * path of folders that leads to it, compared without case.
 */
export class TableNames {
	readonly #folder: string;
	#found: readonly NamedTable[] | undefined;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Makes the next name search the folder anew. */
	forget(): void {
		this.#found = undefined;
	}

	/**
	 * The absolute folder of a table.
	 *
	 * @throws {DeltaError} `tableNotFound` with similar names; `sql` when the name means more than one table.
	 */
	async pathOf(reference: TableReference, views: Iterable<string>, signal: AbortSignal): Promise<string> {
		if (reference.path !== undefined) return this.#absolute(reference.path);
		const parts = reference.parts ?? [];
		const tables = await this.#tables(signal);
		const exact = tables.filter(
			(table) => endsWith(table.parts, parts) && table.parts.length === parts.length,
		);
		const [match, ...others] =
			exact.length > 0 ? exact : tables.filter((table) => endsWith(table.parts, parts));
		const name = parts.join('.');
		if (!match) {
			const suggestions = nearNames(name, [
				...views,
				...tables.flatMap((table) => [table.name, table.parts.at(-1) ?? '']),
			]);
			throw new DeltaError({ code: 'tableNotFound', name, position: reference.position, suggestions });
		}
		if (others.length > 0) throw ambiguous(name, [match, ...others], reference.position);
		return match.path;
	}

	/** Where a table that does not exist yet is to be made. */
	newPath(reference: TableReference, location: string | undefined): string {
		if (location !== undefined) return this.#absolute(location);
		if (reference.path !== undefined) return this.#absolute(reference.path);
		const parts = reference.parts ?? [];
		if (parts.some((part) => part === '' || part === '.' || part === '..' || /[/\\\0]/.test(part))) {
			throw new DeltaError({
				code: 'sql',
				errorClass: 'INVALID_SCHEMA_OR_RELATION_NAME',
				message: `${parts.join('.')} cannot be the name of a folder`,
				position: reference.position,
				hints: ['name the table by path with delta.`/path/to/table`'],
			});
		}
		return join(this.#folder, ...parts);
	}

	/** Names of all tables, each as short as it can be without being ambiguous. */
	async list(signal: AbortSignal): Promise<readonly { readonly namespace: string; readonly name: string }[]> {
		const tables = await this.#tables(signal);
		return tables.map(({ parts }) => ({ namespace: parts.slice(0, -1).join('.'), name: parts.at(-1) ?? '' }));
	}

	#absolute(path: string): string {
		const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]+):\/\//.exec(path) ?? [];
		if (scheme !== undefined && scheme !== 'file') {
			const reason = `${scheme} storage is not supported`;
			throw new DeltaError({ code: 'storage', kind: 'unreachable', path, reason });
		}
		return resolve(this.#folder, path.replace(/^file:\/*(?=\/)/, ''));
	}

	async #tables(signal: AbortSignal): Promise<readonly NamedTable[]> {
		if (this.#found) return this.#found;
		const found = await findTables({ folder: this.#folder, exclude, maxDepth, signal });
		this.#found = found
			.filter(({ problem }) => problem === undefined)
			.map(({ path, name }) => ({ path, parts: name.split('/'), name: name.replaceAll('/', '.') }));
		return this.#found;
	}
}

function endsWith(path: readonly string[], parts: readonly string[]): boolean {
	if (parts.length === 0 || parts.length > path.length) return false;
	return path.slice(-parts.length).every((part, index) => part.toLowerCase() === parts[index]?.toLowerCase());
}

function ambiguous(name: string, tables: readonly NamedTable[], position: SqlPosition): DeltaError {
	return new DeltaError({
		code: 'sql',
		errorClass: 'AMBIGUOUS_REFERENCE',
		message: `${name} is the name of more than one table: ${tables.map(({ path }) => path).join(', ')}`,
		position,
		hints: tables.map(({ path }) => `write delta.\`${path}\``),
	});
}
