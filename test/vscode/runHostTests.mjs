// Runs test/vscode/host inside a real extension host, and ends with `N passed, N failed`.
import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import esbuild from 'esbuild';
import { currentTarget } from '../../scripts/package/targets.mjs';
import { root } from '../../scripts/setUp/root.mjs';
import { testSamples } from './testSamples.mjs';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'dw-host-'));
const report = path.join(scratch, 'report.json');
const bundles = path.join(root, 'out/test/host');

let failure = await attempt();
const counts = readReport();
if (counts === undefined)
	failure ??= new Error('the extension host wrote no report: it crashed or never ran');
else if (counts.passed === 0) failure ??= new Error('no test passed in the extension host');
for (const text of counts?.failures ?? []) console.error(`FAILED ${text}`);
if (failure !== undefined) console.error(failure);
rmSync(scratch, { recursive: true, force: true });
const failed = counts?.failed ?? 0;
console.log(`${counts?.passed ?? 0} passed, ${failure !== undefined && failed === 0 ? 1 : failed} failed`);
process.exit(failure === undefined && failed === 0 ? 0 : 1);

/** @returns {Promise<unknown>} what went wrong, `undefined` when nothing did. */
async function attempt() {
	try {
		const workspace = path.join(scratch, 'ws');
		cpSync(testSamples, workspace, { recursive: true });
		rmSync(bundles, { recursive: true, force: true });
		await esbuild.build({
			entryPoints: [path.join(root, 'test/vscode/host/index.ts'), ...testFiles()],
			outdir: bundles,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			sourcemap: 'inline',
			external: ['vscode', 'mocha'],
			absWorkingDir: root,
		});
		await runTests({
			vscodeExecutablePath: await vscodeExecutable(),
			extensionDevelopmentPath: path.join(root, 'out/stage', currentTarget()),
			extensionTestsPath: path.join(bundles, 'index.js'),
			launchArgs: [workspace, '--disable-workspace-trust', '--skip-welcome'],
			extensionTestsEnv: { DELTA_TEST_REPORT: report },
		});
		return undefined;
	} catch (error) {
		return error;
	}
}

function testFiles() {
	const folder = path.join(root, 'test/vscode/host');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => path.join(folder, name));
}

/** The desktop build where there is a screen and it can be downloaded, else the stand-in. */
async function vscodeExecutable() {
	const standIn = path.join(root, 'test/vscode/standIn.mjs');
	if (process.platform === 'linux' && !process.env['DISPLAY']) return standIn;
	try {
		return await downloadAndUnzipVSCode();
	} catch (error) {
		if (process.platform !== 'linux') throw error;
		console.log(`The desktop VS Code cannot be downloaded (${error}); its server takes its place`);
		return standIn;
	}
}

/** @returns {{ passed: number, failed: number, failures: string[] } | undefined} */
function readReport() {
	if (!existsSync(report)) return undefined;
	mkdirSync(path.join(root, 'out/logs'), { recursive: true });
	copyFileSync(report, path.join(root, 'out/logs/host-report.json'));
	return JSON.parse(readFileSync(report, 'utf8'));
}
