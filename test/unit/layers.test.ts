import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/**
 * Who may import whom: prefixes of files under the root or of packages. A layer may always import itself; what is
 * not listed is forbidden.
 */
const allowed: Record<string, readonly string[]> = {
	'src/base': [],
	'src/delta': ['src/base'],
	'src/rpc': ['src/base', 'src/delta', 'vscode-jsonrpc'],
	'src/sql': ['src/base', 'src/delta'],
	'src/storage': ['src/base', 'src/delta', 'node:'],
	'src/duckdb': ['src/base', 'src/delta', 'src/rpc/values', '@duckdb/node-api', 'node:'],
	'src/engine': [
		'src/base',
		'src/delta',
		'src/rpc',
		'src/sql',
		'src/storage',
		'src/duckdb',
		'vscode-jsonrpc',
		'picomatch',
		'node:',
	],
	'src/cli': ['src/base', 'src/delta', 'src/rpc', 'src/engine', 'node:'],
	'src/vscode': ['src/base', 'src/delta', 'src/rpc', 'vscode', 'vscode-jsonrpc', 'node:'],
	webview: ['src/base', 'src/delta', 'src/rpc', 'preact', '@vscode-elements/elements', 'vscode-jsonrpc'],
};

/** The composition root is the one file outside of the layers. */
const compositionRoot = ['src/extension.ts'];

describe('layers', () => {
	it('import downwards only', () => {
		const violations = Object.entries(allowed).flatMap(([layer, targets]) =>
			sources(layer).flatMap((file) =>
				importsOf(file)
					.filter((target) => ![layer, ...targets].some((prefix) => isUnder(target, prefix)))
					.map((target) => `${relative(root, file)} -> ${target}`),
			),
		);
		expect(violations).toEqual([]);
	});

	it('cover every source file', () => {
		const strays = sources('src')
			.map((file) => relative(root, file).split(sep).join('/'))
			.filter((file) => !compositionRoot.includes(file))
			.filter((file) => !Object.keys(allowed).some((layer) => file.startsWith(`${layer}/`)));
		expect(strays).toEqual([]);
	});
});

describe('source files', () => {
	it('stay within 500 lines', () => {
		const long = [...sources('src'), ...sources('webview'), ...sources('test'), ...sources('scripts')]
			.map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length }))
			.filter(({ lines }) => lines > 501);
		expect(long).toEqual([]);
	});
});

function isUnder(target: string, prefix: string): boolean {
	return prefix.endsWith(':')
		? target.startsWith(prefix)
		: target === prefix || target.startsWith(`${prefix}/`);
}

function sources(layer: string): string[] {
	return readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(tsx?|mjs|css)$/.test(name) && !name.includes('fixtures'))
		.map((name) => join(root, layer, name));
}

function importsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) =>
		target.startsWith('.')
			? relative(root, join(dirname(file), target))
					.split(sep)
					.join('/')
			: target,
	);
}
