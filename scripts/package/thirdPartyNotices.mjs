import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setUp/root.mjs';

/** @returns {string} the licences of every package that the extension carries, one after another. */
export function thirdPartyNotices() {
	const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
	return Object.entries(packages)
		.filter(([place, { dev, devOptional, optional }]) => place !== '' && !dev && !devOptional && !optional)
		.map(([place, { version }]) => notice(place, version))
		.join(`\n${'-'.repeat(80)}\n`);
}

/**
 * @param {string} place
 * @param {string} version
 */
function notice(place, version) {
	const folder = path.join(root, place);
	const { name, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
	const texts = readdirSync(folder)
		.filter((file) => /^(licen[cs]e|notice)/i.test(file) && !/\.(js|json)$/.test(file))
		.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
	return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n');
}
