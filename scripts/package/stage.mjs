import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setUp/root.mjs';
import { duckdbBinding } from './duckdbBinding.mjs';
import { bindingOf, platformOf } from './targets.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

const shipped = ['dist', 'media', 'CHANGELOG.md', 'LICENSE', 'package.nls.json'];

/**
 * Lays the extension out as it is installed, from what is built in dist/.
 *
 * @param {string} target
 * @returns {Promise<string>} the folder, ready to be packaged and to be run as it is.
 */
export async function stage(target) {
	const folder = path.join(root, 'out/stage', target);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const name of shipped) copy(path.join(root, name), path.join(folder, name));
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(shippedManifest(), undefined, '\t'));
	writeFileSync(path.join(folder, 'README.md'), shippedReadme());
	writeFileSync(path.join(folder, 'ThirdPartyNotices.txt'), thirdPartyNotices());
	const modules = path.join(folder, 'dist/node_modules');
	for (const name of ['@duckdb/node-bindings', 'detect-libc'])
		copy(path.join(root, 'node_modules', name), path.join(modules, name));
	copy(await duckdbBinding(target), path.join(modules, bindingOf(platformOf(target))));
	return folder;
}

/**
 * @param {string} from
 * @param {string} to
 */
function copy(from, to) {
	cpSync(from, to, { recursive: true, filter: isShipped });
}

/** @param {string} file */
function isShipped(file) {
	return !/\.(map|ts|tsbuildinfo)$/.test(file) && !/node_modules.*README\.md$/.test(file);
}

/** The manifest without what only a clone needs: the bundles hold their dependencies. */
function shippedManifest() {
	const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const { scripts, devDependencies, dependencies, files, private: isPrivate, ...rest } = manifest;
	return rest;
}

/** The README without its pictures, which are files of the clone. */
function shippedReadme() {
	return readFileSync(path.join(root, 'README.md'), 'utf8').replaceAll(/^ *!\[[^\]]*\]\([^):]*\)\n\n?/gm, '');
}

/**
 * @param {string} folder
 * @returns {string[]} every file under it, relative, in order.
 */
export function filesUnder(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
		.sort();
}
