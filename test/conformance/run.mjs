// Compares what `delta sql` prints for tables that other engines wrote with what is known about them. The tables and
// the tool that drives the command lie beside the clone, in ../shared; where they do not, nothing can be compared.
//
//   node test/conformance/run.mjs [--full]
//
// It passes when enough tables are right, and every check that fails was refused by name: never a wrong answer.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const tool = path.resolve(root, '../shared/tools/conformance.mjs');
const tables = path.resolve(root, '../shared/golden');
const command = path.join(root, 'dist/cli.js');

if (!existsSync(tool) || !existsSync(path.join(tables, 'manifest.json'))) {
	console.log(
		`conformance: not run, there are no tables to compare with: ${tables} and ${tool} are not there`,
	);
} else if (!existsSync(command)) {
	console.error(`conformance: ${command} is missing: run npm run build first`);
	process.exitCode = 1;
} else {
	process.exitCode = judge(compare()) ? 0 : 1;
}

/** Runs the tool and reads its findings: `{ table, name, ok, why }` for each check. */
function compare() {
	const folder = mkdtempSync(path.join(tmpdir(), 'delta-conformance-'));
	const findings = path.join(folder, 'checks.json');
	const extent = process.argv.includes('--full') ? [] : ['--quick'];
	try {
		const args = [
			tool,
			'--tables',
			tables,
			'--delta',
			`${process.execPath} ${command}`,
			'--json',
			findings,
			...extent,
		];
		const { error } = spawnSync(process.execPath, args, {
			cwd: root,
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		if (error) throw error;
		return JSON.parse(readFileSync(findings, 'utf8'));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function judge(checks) {
	const { minimumTables, disagreements } = JSON.parse(readFileSync(path.join(here, 'expected.json'), 'utf8'));
	const failed = checks.filter(({ ok }) => !ok);
	const all = new Set(checks.map(({ table }) => table));
	const good = all.size - new Set(failed.map(({ table }) => table)).size;
	const wrong = failed.filter(({ name, why }) => !isRefusal(why) && !(name in disagreements));
	for (const { name, why } of wrong) console.error(`WRONG ${name}: ${why}`);
	for (const { name, why } of failed) if (isRefusal(why)) console.log(`refused ${name}: ${why}`);
	for (const { name } of failed)
		if (name in disagreements) console.log(`differs ${name}: ${disagreements[name]}`);
	const settled = Object.keys(disagreements).filter((name) => !failed.some((check) => check.name === name));
	for (const name of settled) console.log(`no longer differs: ${name}`);
	console.log(
		`conformance: ${good} of ${all.size} tables right, at least ${minimumTables} wanted; ${wrong.length} checks wrong`,
	);
	return wrong.length === 0 && good >= minimumTables;
}

/** Whether a check failed because the command said no, with an error class. */
function isRefusal(why) {
	return /^exit [1-9]\d*: DELTA_[A-Z_]+: /.test(why) && !/DELTA_INTERNAL_ERROR/.test(why);
}
