/** Ends vitest's output with the line that `npm test` adds up. */
export class CountReporter {
	/**
	 * @param {readonly import('vitest/node').TestModule[]} modules
	 * @param {readonly unknown[]} unhandledErrors
	 */
	onTestRunEnd(modules, unhandledErrors) {
		const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
		for (const module of modules) {
			const tests = [...module.children.allTests()];
			for (const test of tests) {
				const { state } = test.result();
				if (state !== 'pending') counts[state]++;
			}
			if (module.state() === 'failed' && tests.every((test) => test.result().state !== 'failed'))
				counts.failed++;
		}
		console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
	}
}
