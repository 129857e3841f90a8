import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { CountReporter } from '../../scripts/test/countReporter.mjs';

export default defineConfig({
	root: path.resolve(import.meta.dirname, '../..'),
	test: {
		include: ['test/vscode/package.test.ts', 'test/vscode/seen/**/*.test.ts'],
		// Each file has a VS Code and a browser of its own, which is all that two cores carry.
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 180_000,
		reporters: ['verbose', new CountReporter()],
	},
});
