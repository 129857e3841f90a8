import { closeSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeServerTools } from '../setUp/codeServerTools.mjs';
import { ProcessGroup } from '../setUp/processGroup.mjs';
import { runCommand } from '../setUp/runCommand.mjs';

/** @typedef {import('./profile.mjs').Profile} Profile */

/**
 * A running VS Code server, on an address of this machine only.
 *
 * @typedef {object} CodeServer
 * @property {number} port
 * @property {number} pid Of the server, which is also its process group's.
 * @property {string} url
 * @property {() => string} log What the server has printed.
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} urlOf Address of a window on
 *   a folder; `payload` is what the desktop's command line would say, for a server that was started for tests.
 * @property {() => Promise<void>} ended Settles when the server has ended by itself.
 * @property {() => Promise<void>} stop Ends the server with its extension hosts and everything that they started.
 */

/**
 * @param {Profile} profile
 * @param {string} vsix
 */
export async function installVsix(profile, vsix) {
	const { node, entry } = await codeServerTools();
	const printed = await runCommand(
		node,
		[entry, ...profileArguments(profile), '--install-extension', vsix, '--force'],
		{ env: profile.env, quiet: true },
	);
	if (!/successfully installed/.test(printed)) throw new Error(`${vsix} was not installed:\n${printed}`);
}

/**
 * @param {Profile} profile
 * @param {{ port?: number, forTests: boolean, asksForTrust?: boolean, env?: NodeJS.ProcessEnv }} options `forTests` lets
 *   the address carry the paths of an extension and of its tests; `port` is a free one when absent; every folder is
 *   trusted unless `asksForTrust`.
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer(profile, { port, forTests, asksForTrust = false, env = {} }) {
	const { node, entry } = await codeServerTools();
	const chosen = port ?? (await freePort());
	const logFile = path.join(profile.folder, 'server.log');
	const output = openSync(logFile, 'w');
	const group = new ProcessGroup(
		node,
		[
			entry,
			...profileArguments(profile),
			...['--bind-addr', `127.0.0.1:${chosen}`, '--auth', 'none', '--ignore-last-opened'],
			...['--disable-telemetry', '--disable-update-check'],
			...(asksForTrust ? [] : ['--disable-workspace-trust']),
			...['--disable-getting-started-override', '--disable-proxy'],
			...(forTests ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
		],
		{ env: { ...profile.env, ...env }, output },
	);
	closeSync(output);
	const url = `http://127.0.0.1:${chosen}`;
	const log = () => readFileSync(logFile, 'utf8');
	try {
		await untilHealthy(url, group, log);
	} catch (error) {
		await group.stop();
		throw error;
	}
	return {
		port: chosen,
		pid: group.pid ?? 0,
		url,
		log,
		urlOf: (folder, payload) => {
			const query = new URLSearchParams({ folder });
			if (payload) query.set('payload', JSON.stringify(payload));
			return `${url}/?${query}`;
		},
		ended: () => group.ended(),
		stop: () => group.stop(),
	};
}

/** @param {Profile} profile */
function profileArguments({ config, userData, extensions }) {
	return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

/**
 * @param {string} url
 * @param {ProcessGroup} group
 * @param {() => string} log
 */
async function untilHealthy(url, group, log) {
	for (let attempt = 0; attempt < 600; attempt++) {
		if (group.hasEnded) throw new Error(`code-server ended with ${group.ending}\n${log()}`);
		if (await isHealthy(url)) return;
		await sleep(100);
	}
	throw new Error(`code-server did not answer within a minute\n${log()}`);
}

/** @param {string} url */
async function isHealthy(url) {
	try {
		return (await fetch(`${url}/healthz`)).ok;
	} catch (error) {
		// What fetch throws while nothing listens there.
		if (error instanceof TypeError) return false;
		throw error;
	}
}

/**
 * @param {number} [wanted]
 * @returns {Promise<number>} the wanted port when nothing listens on it, else any free one.
 */
export function freePort(wanted = 0) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.on('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort())));
		server.listen(wanted, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
