import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} name A command without its extension.
 * @returns {string | undefined} the absolute path of the executable, `undefined` when the PATH has none.
 */
export function findOnPath(name) {
	const extensions = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
	return (process.env['PATH'] ?? '')
		.split(path.delimiter)
		.filter((folder) => folder !== '')
		.flatMap((folder) => extensions.map((extension) => path.join(folder, name + extension)))
		.find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && isAbsence(error.code)) return false;
		throw error;
	}
}

/** @param {unknown} code */
function isAbsence(code) {
	return code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR';
}
