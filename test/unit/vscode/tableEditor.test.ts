import { describe, expect, it } from 'vitest';
import { asRequestedVersion, clampRowRange } from '../../../src/vscode/editor/rowRange';
import { tableEditorHtml } from '../../../src/vscode/editor/tableEditorHtml';

const html = () => tableEditorHtml({ cspSource: 'https://csp', uriOf: (name) => `https://res/${name}` });

describe("the table editor's page", () => {
	it('lets nothing in but its own files', () => {
		const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html())?.[1] ?? '';
		const nonce = /nonce="([^"]+)"/.exec(html())?.[1];
		expect(nonce).toMatch(/^[\w-]{36}$/);
		expect(policy.replace(/nonce-[\w-]+/, 'nonce')).toBe(
			"default-src 'none'; img-src https://csp; style-src https://csp; font-src https://csp; script-src 'nonce'",
		);
	});

	it('has another nonce each time', () => {
		expect(html()).not.toBe(html());
	});

	it('has no style or script in its text', () => {
		expect(html()).not.toMatch(/<style|style="|<script[^>]*>[^<]/);
	});
});

describe('what a webview asks for', () => {
	it.each([
		[0, 10, { start: 0, end: 10 }],
		[-5, 3, { start: 0, end: 3 }],
		[7, 3, { start: 7, end: 7 }],
		[1.9, 4.2, { start: 1, end: 4 }],
		[5, 1e15, { start: 5, end: 10_005 }],
		[Number.NaN, Number.POSITIVE_INFINITY, { start: 0, end: 0 }],
		['0', { end: 9 }, { start: 0, end: 0 }],
		[2 ** 60, 2 ** 60 + 1, { start: 0, end: 0 }],
	])('is a bounded range: %s to %s', (start, end, range) => {
		expect(clampRowRange(start, end)).toEqual(range);
	});

	it.each([-1, 1.5, '3', null, undefined, Number.NaN, 2 ** 60])('is no version: %s', (value) => {
		expect(asRequestedVersion(value)).toBeUndefined();
	});

	it('is a version when it is a whole number', () => {
		expect(asRequestedVersion(0)).toBe(0);
	});
});
