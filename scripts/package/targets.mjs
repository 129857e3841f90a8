/**
 * A platform of the marketplace, and what npm calls it.
 *
 * @typedef {{ readonly os: string, readonly cpu: string, readonly libc?: 'musl' }} Platform
 */

/** @type {Readonly<Record<string, Platform>>} Every platform that the pinned DuckDB has a binding for. */
export const targets = {
	'linux-x64': { os: 'linux', cpu: 'x64' },
	'linux-arm64': { os: 'linux', cpu: 'arm64' },
	'alpine-x64': { os: 'linux', cpu: 'x64', libc: 'musl' },
	'alpine-arm64': { os: 'linux', cpu: 'arm64', libc: 'musl' },
	'darwin-x64': { os: 'darwin', cpu: 'x64' },
	'darwin-arm64': { os: 'darwin', cpu: 'arm64' },
	'win32-x64': { os: 'win32', cpu: 'x64' },
	'win32-arm64': { os: 'win32', cpu: 'arm64' },
};

/**
 * @param {string} target
 * @returns {Platform}
 * @throws {Error} that lists the targets, when it is none of them.
 */
export function platformOf(target) {
	const platform = targets[target];
	if (platform === undefined)
		throw new Error(`no target ${target}; there are ${Object.keys(targets).join(', ')}`);
	return platform;
}

/** @returns {string} the target that runs on this machine. */
export function currentTarget() {
	const os = process.platform === 'linux' && usesMusl() ? 'alpine' : process.platform;
	const target = `${os}-${process.arch}`;
	platformOf(target);
	return target;
}

function usesMusl() {
	const { report } = process;
	// Else it looks up the names of all connected addresses.
	Object.assign(report, { excludeNetwork: true });
	const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (report.getReport());
	return header.glibcVersionRuntime === undefined;
}

/**
 * @param {Platform} platform
 * @returns {string} the name of the npm package that holds DuckDB for it.
 */
export function bindingOf({ os, cpu, libc }) {
	return ['@duckdb/node-bindings', os, cpu, libc].filter((part) => part !== undefined).join('-');
}
