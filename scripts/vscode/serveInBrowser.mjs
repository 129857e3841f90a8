import { freePort, installVsix, startCodeServer } from './codeServer.mjs';
import { makeProfile } from './profile.mjs';

/** The same one each time, so that the browser finds the layout of the last time. */
const usualPort = 8765;

/**
 * Serves VS Code on a folder until it is interrupted.
 *
 * @param {string} vsix
 * @param {string} folder
 */
export async function serveInBrowser(vsix, folder) {
	const profile = makeProfile({ forTests: false });
	await installVsix(profile, vsix);
	const server = await startCodeServer(profile, { port: await freePort(usualPort), forTests: false });
	// After the listener that ends the server.
	process.once('exit', () => profile.remove());
	console.log(`\nDelta Workbench is at ${server.urlOf(folder)}\nCtrl+C ends it.`);
	await server.ended();
	throw new Error(`VS Code's server ended:\n${server.log()}`);
}
