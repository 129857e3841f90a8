import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { OutputClosed, streamOutput } from '../../../src/cli/output';

const failing = (code: string) =>
	streamOutput(
		new Writable({
			write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: write`), { code })),
		}),
	);

describe('the output', () => {
	it('tells of a full disk, as of other places where files are written', async () => {
		const output = failing('ENOSPC');
		await output.write('text').catch(() => undefined);
		await expect(output.flush()).rejects.toMatchObject({ fault: { code: 'storage', kind: 'full' } });
		await expect(output.write('more')).rejects.toMatchObject({ fault: { code: 'storage', kind: 'full' } });
	});

	it('is closed when its reader has gone', async () => {
		const output = failing('EPIPE');
		await output.write('text').catch(() => undefined);
		await expect(output.flush()).rejects.toBeInstanceOf(OutputClosed);
	});
});
