import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../../scripts/package/stage.mjs';
import { bindingOf, currentTarget, platformOf, targets } from '../../scripts/package/targets.mjs';
import { root } from '../../scripts/setUp/root.mjs';

const folder = path.join(root, 'out/stage', currentTarget());
const files = filesUnder(folder);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	readonly version: string;
};

describe('the package', () => {
	it('holds what runs, and nothing else', () => {
		const expected = [
			/^(package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE|ThirdPartyNotices\.txt)$/,
			/^media\/[\w-]+\.(svg|png)$/,
			/^dist\/(extension|engine|cli)\.js$/,
			/^dist\/webview\/[\w.-]+\.(js|css|ttf)$/,
			/^dist\/node_modules\/(detect-libc|@duckdb\/node-bindings(-[\w-]+)?)\//,
		];
		expect(files.filter((file) => !expected.some((pattern) => pattern.test(file)))).toEqual([]);
		expect(files).toContain('dist/engine.js');
		expect(files).toContain('dist/webview/tableEditor.js');
	});

	it('holds DuckDB for one platform', () => {
		const bindings = files.filter((file) => file.endsWith('/duckdb.node'));
		expect(bindings).toEqual([`dist/node_modules/${bindingOf(platformOf(currentTarget()))}/duckdb.node`]);
	});

	it('holds neither sources nor source maps', () => {
		expect(files.filter((file) => /\.(ts|tsx|map)$/.test(file))).toEqual([]);
	});

	it('stays below 45 MB', () => {
		const vsix = path.join(root, 'out', `delta-workbench-${version}-${currentTarget()}.vsix`);
		expect(statSync(vsix).size).toBeLessThan(45e6);
	});

	it('can be made for every platform that DuckDB has a binding for', () => {
		expect(Object.keys(targets).map((target) => bindingOf(platformOf(target)))).toEqual([
			'@duckdb/node-bindings-linux-x64',
			'@duckdb/node-bindings-linux-arm64',
			'@duckdb/node-bindings-linux-x64-musl',
			'@duckdb/node-bindings-linux-arm64-musl',
			'@duckdb/node-bindings-darwin-x64',
			'@duckdb/node-bindings-darwin-arm64',
			'@duckdb/node-bindings-win32-x64',
			'@duckdb/node-bindings-win32-arm64',
		]);
	});
});
