import { defineConfig } from 'vitest/config';
import { CountReporter } from './scripts/test/countReporter.mjs';

export default defineConfig({
	test: {
		include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'],
		testTimeout: 30_000,
		reporters: ['default', new CountReporter()],
	},
});
