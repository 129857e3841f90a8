import { parseArgs } from 'node:util';
import { printCsv } from './formats/printCsv';
import { printJson } from './formats/printJson';
import { printJsonl } from './formats/printJsonl';
import { printTable } from './formats/printTable';
import type { ResultPrinter } from './formats/resultPrinter';
import { UsageError } from './usageError';

const printers = {
	table: printTable,
	json: printJson,
	jsonl: printJsonl,
	csv: printCsv,
} as const satisfies Record<string, ResultPrinter>;

export const formatNames = Object.keys(printers);

/** What `delta sql` was asked for. */
export interface SqlArguments {
	readonly print: ResultPrinter;
	/** The statements, or the file that holds them; `-` is standard input. */
	readonly source: { readonly text: string } | { readonly file: string };
}

/** @throws {UsageError} when the words do not make sense. */
export function parseSqlArguments(words: readonly string[]): SqlArguments {
	const { values, positionals } = parseWords(words);
	const { format = 'table', file } = values;
	if (!isFormat(format)) throw new UsageError(`--format takes ${formatNames.join(', ')}, not ${format}`);
	const [text, ...more] = positionals;
	if (more.length > 0) throw new UsageError('delta sql takes one text of statements: quote it');
	if ((text === undefined) === (file === undefined)) {
		throw new UsageError('delta sql takes either statements or --file');
	}
	if (text === undefined) return { print: printers[format], source: { file: file ?? '-' } };
	return { print: printers[format], source: text === '-' ? { file: '-' } : { text } };
}

function parseWords(words: readonly string[]) {
	try {
		return parseArgs({
			args: [...words],
			allowPositionals: true,
			options: { format: { type: 'string' }, file: { type: 'string' } },
		});
	} catch (cause) {
		throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

function isFormat(name: string): name is keyof typeof printers {
	return Object.hasOwn(printers, name);
}
