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
	const { file } = values;
	const print = printerOf(values.format);
	const [text, ...more] = positionals;
	if (more.length > 0) throw new UsageError('delta sql takes one text of statements: quote it');
	if ((text === undefined) === (file === undefined)) {
		throw new UsageError('delta sql takes either statements or --file');
	}
	if (text === undefined) return { print, source: { file: file ?? '-' } };
	return { print, source: text === '-' ? { file: '-' } : { text } };
}

/** The words of a command that prints rows and takes no statements. @throws {UsageError} */
export function parseFormat(words: readonly string[]): {
	readonly format: ResultPrinter;
	readonly positionals: readonly string[];
} {
	const { values, positionals } = parseWords(words);
	if (values.file !== undefined) throw new UsageError('--file is for delta sql');
	return { format: printerOf(values.format), positionals };
}

function printerOf(format = 'table'): ResultPrinter {
	if (isFormat(format)) return printers[format];
	throw new UsageError(`--format takes ${formatNames.join(', ')}, not ${format}`);
}

function parseWords(words: readonly string[]) {
	const texts = words.filter(isComment);
	const others = words.filter((word) => !isComment(word));
	try {
		return parseArgs({
			args: texts.length > 0 ? [...others, '--', ...texts] : others,
			allowPositionals: true,
			options: { format: { type: 'string' }, file: { type: 'string' } },
		});
	} catch (cause) {
		throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

/** Statements may begin with a comment; what looks like one and has no space is an option. */
function isComment(word: string): boolean {
	return /^--[^=\s]*\s/.test(word);
}

function isFormat(name: string): name is keyof typeof printers {
	return Object.hasOwn(printers, name);
}
