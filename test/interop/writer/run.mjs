// Writes the sample tables, then reads them with delta-rs and with DuckDB's delta extension, and compares.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { findOnPath } from '../../../scripts/setUp/findOnPath.mjs';
import { root } from '../../../scripts/setUp/root.mjs';
import { runCommand } from '../../../scripts/setUp/runCommand.mjs';
import { cached } from '../../../scripts/setUp/toolCache.mjs';

const packages = [
	'deltalake==1.6.6',
	'pyarrow==26.0.1',
	'duckdb==1.5.5',
	'duckdb-extension-delta==1.5.5',
	'tzdata==2025.2',
];

const python = findOnPath('python3') ?? findOnPath('python');
if (!python) throw new Error('install Python 3.10 or later, with pip, to compare with other engines');

const version = (
	await runCommand(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { quiet: true })
).trim();
const key = `python${version}-${packages.slice(0, 4).join('-').replaceAll('==', '-')}`;
const modules = await cached(key, async (folder) => {
	console.log(`Installing ${packages.join(', ')}`);
	await runCommand(
		python,
		['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, ...packages],
		{ quiet: true },
	);
});

mkdirSync(path.join(root, 'out'), { recursive: true });
// Inside of the project, where the bundle finds DuckDB.
const folder = mkdtempSync(path.join(root, 'out/interop-writer-'));
try {
	const program = path.join(folder, 'writeExpected.mjs');
	await build({
		entryPoints: [path.join(import.meta.dirname, 'writeExpected.ts')],
		outfile: program,
		bundle: true,
		platform: 'node',
		format: 'esm',
		external: ['@duckdb/*'],
		logLevel: 'warning',
	});
	await runCommand(process.execPath, [program, folder]);
	await runCommand(python, [path.join(import.meta.dirname, 'compare.py'), folder], {
		env: { ...process.env, PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: '1' },
	});
} finally {
	rmSync(folder, { recursive: true, force: true });
}
