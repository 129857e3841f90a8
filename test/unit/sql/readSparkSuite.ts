import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The cases of a folder of `test/interop`, by what they are about, and what Spark answers to them. */
export function readSparkSuite<T>(name: string): {
	readonly folder: string;
	readonly sections: ReadonlyMap<string, readonly string[]>;
	readonly expected: Readonly<Record<string, T>>;
} {
	const folder = join(import.meta.dirname, '../../interop', name);
	const sections = new Map<string, string[]>();
	let section: string[] = [];
	for (const line of readFileSync(join(folder, 'cases.txt'), 'utf8').split('\n')) {
		if (line.startsWith('# ')) {
			section = sections.get(line.slice(2)) ?? [];
			sections.set(line.slice(2), section);
		} else if (line !== '') section.push(line);
	}
	return { folder, sections, expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) };
}
