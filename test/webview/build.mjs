// Bundles the webview and the host that stands in for VS Code, as scripts/build.mjs bundles the product.
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @returns {Promise<string>} the folder with the bundles. */
export async function buildWebview() {
	const outdir = path.join(root, 'out/webview-test');
	mkdirSync(outdir, { recursive: true });
	await esbuild.build({
		absWorkingDir: root,
		bundle: true,
		platform: 'browser',
		target: 'es2022',
		format: 'esm',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		logLevel: 'warning',
		entryPoints: {
			tableEditor: 'webview/tableEditor/main.tsx',
			fakeHost: 'test/webview/fakeHost.ts',
		},
		outdir,
	});
	for (const name of ['codicon.css', 'codicon.ttf']) {
		cpSync(path.join(root, 'node_modules/@vscode/codicons/dist', name), path.join(outdir, name));
	}
	return outdir;
}
