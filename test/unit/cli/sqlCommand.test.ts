import { describe, expect, it } from 'vitest';
import { errorText } from '../../../src/cli/errorText';
import { printJsonl } from '../../../src/cli/formats/printJsonl';
import { printTable } from '../../../src/cli/formats/printTable';
import { parseSqlArguments } from '../../../src/cli/sqlCommand';
import { UsageError } from '../../../src/cli/usageError';
import { DeltaError } from '../../../src/delta/fault';

describe('parseSqlArguments', () => {
	it('takes statements, a file, or standard input', () => {
		expect(parseSqlArguments(['SELECT 1'])).toEqual({ print: printTable, source: { text: 'SELECT 1' } });
		expect(parseSqlArguments(['--file', 'q.sql', '--format', 'jsonl'])).toEqual({
			print: printJsonl,
			source: { file: 'q.sql' },
		});
		expect(parseSqlArguments(['-']).source).toEqual({ file: '-' });
	});

	it.each(['-- what\nSELECT 1', '--\nSELECT 1', '--x\nSELECT 1'])(
		'takes statements that begin with a comment: %j',
		(text) => {
			expect(parseSqlArguments(['--format', 'jsonl', text])).toEqual({ print: printJsonl, source: { text } });
		},
	);

	it.each([
		[[]],
		[['SELECT 1', 'SELECT 2']],
		[['SELECT 1', '--file', 'q.sql']],
		[['--format', 'xml', 'SELECT 1']],
		[['--format']],
		[['--nonsense', 'SELECT 1']],
		[['--non=sense of it', 'SELECT 1']],
	])('refuses %j', (words) => {
		expect(() => parseSqlArguments(words)).toThrow(UsageError);
	});
});

describe('errorText', () => {
	const fault = new DeltaError({
		code: 'corruptLog',
		file: '/t/_delta_log/0.json',
		line: 3,
		reason: 'not\nJSON',
	});

	it('is one line with the class, then the hints', () => {
		const [first, ...hints] = errorText(fault, false).trimEnd().split('\n');
		expect(first).toBe('DELTA_LOG_CORRUPTED: /t/_delta_log/0.json:3: not JSON');
		expect(hints.length).toBeGreaterThan(0);
		expect(hints.every((hint) => hint.startsWith('  hint: '))).toBe(true);
	});

	it('has no stack unless asked for', () => {
		const bug = new Error('oops', { cause: new Error('deeper') });
		expect(errorText(bug, false)).not.toMatch(/^\s+at /m);
		expect(errorText(bug, true)).toMatch(/^\s+at /m);
		expect(errorText(bug, true)).toContain('deeper');
	});
});
