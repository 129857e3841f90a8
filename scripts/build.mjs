// Bundles the extension host, the engine process, the command line and the webviews into dist/.
//   node scripts/build.mjs [--watch] [--minify]
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const require = createRequire(import.meta.url);
const flags = new Set(process.argv.slice(2));

/** What the host platform's Node resolves at run time; the packager puts these modules beside the bundles. */
const nativeModules = ['@duckdb/node-bindings', '@duckdb/node-bindings-*'];

/** @type {esbuild.BuildOptions} */
const common = {
	bundle: true,
	absWorkingDir: root,
	sourcemap: true,
	minify: flags.has('--minify'),
	logLevel: 'warning',
};

/** @type {esbuild.BuildOptions} */
const node = {
	...common,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	external: ['vscode', ...nativeModules],
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
	{ ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist' },
	{
		...node,
		entryPoints: { cli: 'src/cli/main.ts', engine: 'src/engine/engineProcess.ts' },
		outdir: 'dist',
	},
	{
		...common,
		platform: 'browser',
		target: 'es2022',
		format: 'esm',
		splitting: true,
		jsx: 'automatic',
		jsxImportSource: 'preact',
		entryPoints: { tableEditor: 'webview/tableEditor/main.tsx' },
		outdir: 'dist/webview',
	},
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(path.join(dist, 'webview'), { recursive: true });
copyAssets();

if (flags.has('--watch')) {
	await Promise.all(bundles.map(async (options) => (await esbuild.context(options)).watch()));
} else {
	await Promise.all(bundles.map((options) => esbuild.build(options)));
}

/** Files that the bundles load at run time by name. */
function copyAssets() {
	const codicons = path.join(path.dirname(require.resolve('@vscode/codicons/package.json')), 'dist');
	for (const name of ['codicon.css', 'codicon.ttf']) {
		cpSync(path.join(codicons, name), path.join(dist, 'webview', name));
	}
}
