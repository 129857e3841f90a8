import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What VS Code calls in the extension host; rejects when a test failed, which makes the host exit with 1. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, reporter: 'spec' });
	for (const name of readdirSync(__dirname).sort())
		if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
	const failures: string[] = [];
	let passed = 0;
	const failed = await new Promise<number>((resolve) => {
		mocha
			.run(resolve)
			.on('pass', () => passed++)
			.on('fail', (test, error) => failures.push(`${test.fullTitle()}: ${error.message}`));
	});
	const report = process.env['DELTA_TEST_REPORT'];
	if (report === undefined) throw new Error('DELTA_TEST_REPORT does not say where the report goes');
	writeFileSync(report, JSON.stringify({ passed, failed, failures }));
	if (failed > 0) throw new Error(`${failed} tests failed`);
}
