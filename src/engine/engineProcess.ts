import { rmSync } from 'node:fs';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { isRecord } from '../base/isRecord';
import { serveContract } from '../rpc/contract';
import type { EngineApi, EngineOptions } from '../rpc/engine';
import { Engine } from './engine';
import { engineHandlers } from './engineServer';

/** The process that the extension host forks: one engine, served over the channel to its parent until that closes. */
async function main(): Promise<void> {
	const options = engineOptions();
	process.on('exit', () => removeSpill(options));
	process.on('disconnect', () => process.exit(0));
	// The parent ends this process through the channel; a Ctrl-C in its terminal is not meant for it.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => process.exit(0));
	const engine = await Engine.open(options);
	const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
	serveContract<EngineApi>(connection, engineHandlers(engine));
	connection.listen();
}

function engineOptions(): EngineOptions {
	const json: unknown = JSON.parse(process.env['DELTA_ENGINE_OPTIONS'] ?? 'null');
	if (!isRecord(json) || typeof json['memoryLimit'] !== 'string' || typeof json['spillFolder'] !== 'string') {
		throw new Error('DELTA_ENGINE_OPTIONS must have memoryLimit and spillFolder');
	}
	const { memoryLimit, spillFolder } = json;
	return { memoryLimit, spillFolder, allowOutside: json['allowOutside'] === true };
}

function removeSpill({ spillFolder }: EngineOptions): void {
	rmSync(spillFolder, { recursive: true, force: true });
}

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exit(1);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
main().catch(fail);
