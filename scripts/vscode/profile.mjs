import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Quiet, offline and the same on every machine. */
const quietSettings = {
	'telemetry.telemetryLevel': 'off',
	'workbench.startupEditor': 'none',
	'workbench.welcomePage.walkthroughs.openOnInstall': false,
	'workbench.tips.enabled': false,
	'workbench.enableExperiments': false,
	'workbench.settings.enableNaturalLanguageSearch': false,
	'security.workspace.trust.enabled': false,
	'update.mode': 'none',
	'update.showReleaseNotes': false,
	'extensions.autoUpdate': false,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'chat.disableAIFeatures': true,
	'chat.commandCenter.enabled': false,
	'git.enabled': false,
	'npm.fetchOnlinePackageInfo': false,
	'json.schemaDownload.enable': false,
	'typescript.disableAutomaticTypeAcquisition': true,
	'files.simpleDialog.enable': true,
	'window.confirmBeforeClose': 'never',
	'window.restoreWindows': 'none',
	'remote.autoForwardPorts': false,
	'remote.restoreForwardedPorts': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** What a person would not set, and what makes pictures and clicks repeatable. */
const stillSettings = {
	'workbench.colorTheme': 'Default Dark Modern',
	'workbench.reduceMotion': 'on',
	'editor.cursorBlinking': 'solid',
	'workbench.editor.enablePreview': false,
};

/**
 * Everything that one VS Code writes, in a folder of its own with a short path: its unix sockets allow 107 bytes.
 *
 * @typedef {object} Profile
 * @property {string} folder
 * @property {string} config
 * @property {string} userData
 * @property {string} extensions
 * @property {NodeJS.ProcessEnv} env An environment in which nothing of the user's own set-up is seen or touched.
 * @property {() => void} remove
 */

/**
 * @param {{ forTests: boolean, settings?: Readonly<Record<string, unknown>> }} options
 * @returns {Profile}
 */
export function makeProfile({ forTests, settings = {} }) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'dw-'));
	const userData = path.join(folder, 'data');
	const extensions = path.join(folder, 'ext');
	const config = path.join(folder, 'config.yaml');
	for (const name of [path.join(userData, 'User'), extensions, path.join(folder, 'home')])
		mkdirSync(name, { recursive: true });
	mkdirSync(path.join(folder, 'tmp'), { mode: 0o700 });
	writeFileSync(config, '');
	const all = { ...quietSettings, ...(forTests ? stillSettings : {}), ...settings };
	writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(all, undefined, '\t'));
	return {
		folder,
		config,
		userData,
		extensions,
		env: cleanEnvironment(folder),
		remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
	};
}

/** @param {string} folder */
function cleanEnvironment(folder) {
	const kept = Object.entries(process.env).filter(
		([name]) => !/^(VSCODE_|NODE_OPTIONS$|ELECTRON_|npm_|VITEST|NODE_ENV$)/.test(name),
	);
	return {
		...Object.fromEntries(kept),
		HOME: path.join(folder, 'home'),
		XDG_CONFIG_HOME: path.join(folder, 'home/.config'),
		XDG_DATA_HOME: path.join(folder, 'home/.local/share'),
		XDG_RUNTIME_DIR: path.join(folder, 'tmp'),
		TMPDIR: path.join(folder, 'tmp'),
		EXTENSIONS_GALLERY: '{}',
	};
}
