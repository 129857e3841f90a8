import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { ProgressLine } from '../../../src/cli/progressLine';

it('appears after a second, changes with the percentage, and is gone before anything else is printed', () => {
	const terminal = new PassThrough({ encoding: 'utf8' });
	let time = 0;
	const line = new ProgressLine(terminal, () => time);
	line.begin();
	time = 900;
	line.report(10);
	expect(terminal.read()).toBeNull();
	time = 1100;
	line.report(42.9);
	line.report(42.95);
	expect(terminal.read()).toBe('\r\x1b[K42 %');
	line.end();
	expect(terminal.read()).toBe('\r\x1b[K');
	line.report(43);
	expect(terminal.read()).toBeNull();
	line.begin();
	time = 1200;
	line.report(1);
	line.end();
	expect(terminal.read()).toBeNull();
});
