import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface LockedPackage {
	readonly version?: string;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
	readonly packages: Readonly<Record<string, LockedPackage>>;
};

// npm ci refuses a lock file without them; npm install drops those that a registry does not have.
it('the lock file names the optional packages of every platform', () => {
	const places = Object.keys(lock.packages);
	const missing = Object.values(lock.packages)
		.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
		.filter((name) => !places.some((place) => place.endsWith(`node_modules/${name}`)));
	expect(missing).toEqual([]);
});
