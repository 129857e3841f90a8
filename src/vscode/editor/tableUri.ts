import * as vscode from 'vscode';
import type { TableAt } from '../../rpc/engine';

/** The scheme of tables: a folder cannot be the resource of a custom editor, so a table gets a URI of its own. */
export const tableScheme = 'delta-table';

/**
 * The URI that a table opens by. Its last segment is the editor's title: `orders` follows the latest version,
 * `orders@v12` is one version, in the way that Delta writes it in paths; the query tells it from a folder of that name.
 */
export function tableUri({ path, version }: TableAt): vscode.Uri {
	const uri = vscode.Uri.file(path).with({ scheme: tableScheme });
	return version === undefined
		? uri
		: uri.with({ path: `${uri.path}${versionSuffix(version)}`, query: `version=${version}` });
}

/** The table of a URI that `tableUri` made; `undefined` for any other. */
export function tableOfUri(uri: vscode.Uri): TableAt | undefined {
	if (uri.scheme !== tableScheme) return undefined;
	const pathOf = (path: string) => uri.with({ scheme: 'file', path, query: '' }).fsPath;
	if (uri.query === '') return { path: pathOf(uri.path) };
	const version = Number(/^version=(\d{1,15})$/.exec(uri.query)?.[1] ?? Number.NaN);
	const suffix = versionSuffix(version);
	if (Number.isNaN(version) || !uri.path.endsWith(suffix)) return undefined;
	return { path: pathOf(uri.path.slice(0, -suffix.length)), version };
}

function versionSuffix(version: number): string {
	return `@v${version}`;
}
