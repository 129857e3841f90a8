// Checks everything:  npm test [-- STEP…]   Runs the named steps only, in this order, when there are some.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from './setUp/chromium.mjs';
import { installDependencies } from './setUp/dependencies.mjs';
import { root } from './setUp/root.mjs';

await installDependencies();
const { steps } = await import('./test/steps.mjs');
const { runStep } = await import('./test/runStep.mjs');

const wanted = new Set(process.argv.slice(2));
for (const name of wanted)
	if (!steps.some((step) => step.name === name))
		throw new Error(`no step ${name}; there are ${steps.map((step) => step.name).join(', ')}`);

const chosen = steps.filter(({ name }) => wanted.size === 0 || wanted.has(name));
if (chosen.some(({ needsBrowser }) => needsBrowser)) process.env['CHROMIUM_PATH'] = await chromium();
mkdirSync(path.join(root, 'out/logs'), { recursive: true });
const counts = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const step of chosen) {
	const result = await runStep(step);
	counts.passed += result.passed;
	counts.failed += result.failed;
	counts.skipped += result.skipped;
	lines.push(result.line);
}
console.log(`\n${lines.join('\n')}\n`);
console.log(
	`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;
