import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DeltaError } from '../delta/fault';
import { Engine, type EngineConfiguration } from '../engine/engine';
import { engineInfo } from '../engine/engineInfo';
import { findTables } from '../engine/findTables';
import { rowsOutcome } from '../engine/session/outcome';
import { resultSchema, types } from '../engine/session/resultSchema';
import { Session } from '../engine/session/session';
import { writeSamples } from '../engine/writeSamples';
import { errorText } from './errorText';
import { type Output, OutputClosed } from './output';
import type { ProgressLine } from './progressLine';
import { parseFormat, parseSqlArguments, type SqlArguments } from './sqlCommand';
import { usage } from './usage';
import { UsageError } from './usageError';

/** What the command has of the world. */
export interface CommandContext {
	readonly output: Output;
	readonly errors: Output;
	/** Absent where nobody looks. */
	readonly progress?: ProgressLine;
	readonly readInput: () => Promise<string>;
	/** Absolute; tables are named relative to it. */
	readonly workingFolder: string;
	readonly engine: EngineConfiguration;
	/** Aborts when the user interrupts the command. */
	readonly signal: AbortSignal;
}

const maxDepth = 8;
const tablesSchema = resultSchema({ name: types.string, path: types.string });

/**
 * Runs `delta` with the words of its command line.
 *
 * @returns the exit status. Failures are printed, not thrown.
 */
export async function runCommandLine(words: readonly string[], context: CommandContext): Promise<number> {
	const debug = words.includes('--debug');
	try {
		await dispatch(
			words.filter((word) => word !== '--debug'),
			context,
		);
		await context.output.flush();
		return 0;
	} catch (error) {
		if (context.signal.aborted) return 130;
		// Nobody reads on, as with `delta … | head`: that is no failure.
		if (error instanceof OutputClosed) return 0;
		await context.output.flush().catch(() => undefined);
		if (error instanceof UsageError) {
			await context.errors.write(`DELTA_USAGE: ${error.message}\n  hint: delta --help shows what there is\n`);
			return 2;
		}
		await context.errors.write(errorText(error, debug));
		return 1;
	}
}

async function dispatch(words: readonly string[], context: CommandContext): Promise<void> {
	const [command, ...rest] = words;
	if (command === undefined) throw new UsageError('delta needs a command');
	if (words.some((word) => word === '--help' || word === '-h') || command === 'help') {
		return context.output.write(usage);
	}
	switch (command) {
		case '--version':
			return context.output.write(`${engineInfo.split('/')[1]}\n`);
		case 'sql':
			return sql(parseSqlArguments(rest), context);
		case 'tables':
			return tables(rest, context);
		case 'samples':
			return samples(rest, context);
		default:
			throw new UsageError(`there is no command ${command}`);
	}
}

async function sql({ print, source }: SqlArguments, context: CommandContext): Promise<void> {
	const { output, progress, signal, workingFolder } = context;
	const text = 'text' in source ? source.text : await readSource(source.file, context);
	await withEngine(context, async (engine) => {
		const session = new Session(engine, workingFolder);
		const onProgress = (percentage: number) => progress?.report(percentage);
		let index = 0;
		try {
			progress?.begin();
			for await (const outcome of session.execute(text, { signal, ...(progress && { onProgress }) })) {
				progress?.end();
				await print(outcome, output, index++);
				progress?.begin();
			}
		} finally {
			progress?.end();
		}
	});
}

async function tables(words: readonly string[], { output, errors, workingFolder, signal }: CommandContext) {
	const { format, positionals } = parseFormat(words);
	const [folder = '.', ...more] = positionals;
	if (more.length > 0) throw new UsageError('delta tables takes one folder');
	const found = await findTables({ folder: resolve(workingFolder, folder), exclude: [], maxDepth, signal });
	for (const { problem } of found) if (problem) await errors.write(errorText(new DeltaError(problem), false));
	const rows = found.filter(({ problem }) => !problem).map(({ name, path }) => [name, path]);
	await format(rowsOutcome(tablesSchema, rows), output, 0);
}

async function samples(words: readonly string[], context: CommandContext): Promise<void> {
	const [folder, ...more] = words;
	if (folder === undefined || folder.startsWith('-') || more.length > 0) {
		throw new UsageError('delta samples takes one folder');
	}
	const { output, signal, workingFolder } = context;
	await withEngine(context, async (engine) => {
		const { written, kept } = await writeSamples(engine, resolve(workingFolder, folder), { signal });
		for (const name of written) await output.write(`wrote ${name}\n`);
		for (const name of kept) await output.write(`kept ${name}, which was there already\n`);
	});
}

async function withEngine(context: CommandContext, work: (engine: Engine) => Promise<void>): Promise<void> {
	const engine = await Engine.open(context.engine);
	try {
		await work(engine);
	} finally {
		engine.close();
	}
}

async function readSource(file: string, { readInput, workingFolder }: CommandContext): Promise<string> {
	if (file === '-') return readInput();
	const path = resolve(workingFolder, file);
	const bytes = await readFile(path).catch((error: unknown) => {
		throw sourceFailure(error, path);
	});
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (cause) {
		const reason = 'the file is not text in UTF-8';
		throw new DeltaError({ code: 'storage', kind: 'unreachable', path, reason }, { cause });
	}
}

function sourceFailure(cause: unknown, path: string): DeltaError {
	const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
	const kind = code === 'ENOENT' ? 'notFound' : code === 'EACCES' ? 'denied' : 'unreachable';
	const reasons: Readonly<Record<string, string>> = {
		ENOENT: 'there is no such file',
		EACCES: 'access is denied',
		EISDIR: 'it is a folder',
	};
	const reason = reasons[code ?? ''] ?? `failed with ${code ?? String(cause)}`;
	return new DeltaError({ code: 'storage', kind, path, reason }, { cause });
}
