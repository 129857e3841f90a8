import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const titles = JSON.parse(read('package.nls.json'));
const { contributes } = manifest;
const commandIds: string[] = contributes.commands.map(({ command }: { command: string }) => command);

/** All text of a manifest value, at any depth. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const sources = readdirSync(join(root, 'src/vscode'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => read(join('src/vscode', name)))
	.join('\n');

describe('package.json', () => {
	it('contributes exactly the commands of the command table', () => {
		const table = read('src/vscode/commands/commands.ts');
		const ids = [...table.matchAll(/^\t'(delta\.\w+)':/gm)].map(([, id]) => id);
		expect([...commandIds].sort()).toEqual(ids.sort());
	});

	it('names only its own commands in menus', () => {
		const inMenus = Object.values<{ command: string }[]>(contributes.menus).flat();
		expect(inMenus.map(({ command }) => command).filter((id) => !commandIds.includes(id))).toEqual([]);
	});

	it('has a title for every key it uses, and no others', () => {
		const used = textsIn(manifest).flatMap((text) => [...text.matchAll(/^%(.+)%$/g)].map(([, key]) => key));
		expect([...new Set(used)].sort()).toEqual(Object.keys(titles).sort());
	});

	it('links only to commands that exist in its titles', () => {
		const linked = textsIn(titles).flatMap((text) =>
			[...text.matchAll(/command:(delta\.\w+)/g)].map(([, id]) => id ?? ''),
		);
		expect(linked.filter((id) => !commandIds.includes(id))).toEqual([]);
	});

	it('declares every setting that the source reads, and no others', () => {
		const read = [...sources.matchAll(/'(delta\.\w+)'[^;]*?\.get<\w+>\(\s*'(\w+)'/g)].map(
			([, section, name]) => `${section}.${name}`,
		);
		const root = [...read, ...settingsOfExtension()];
		expect([...new Set(root)].sort()).toEqual(Object.keys(contributes.configuration.properties).sort());
	});

	it('has the files it names', () => {
		const files = textsIn(manifest).filter((text) => text.startsWith('media/'));
		expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
	});

	it('pins every dependency', () => {
		const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
		expect(versions.filter(([, version]) => !/^\d/.test(String(version)))).toEqual([]);
	});
});

function settingsOfExtension(): string[] {
	return [...read('src/extension.ts').matchAll(/'(delta\.\w+)'[^;]*?\.get<\w+>\(\s*'(\w+)'/g)].map(
		([, section, name]) => `${section}.${name}`,
	);
}
