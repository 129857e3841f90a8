// Serves the built webview with a host that lives in the page, under the policy that VS Code's webviews have.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { themeCss, themes } from './themes.mjs';

const nonce = 'test-nonce';
const policy = [
	"default-src 'none'",
	"img-src 'self'",
	"style-src 'self'",
	"font-src 'self'",
	`script-src 'nonce-${nonce}'`,
].join('; ');

const contentTypes = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

/** Starts on a free port. @returns {Promise<{ origin: string, close(): void }>} */
export async function serve(folder) {
	const server = createServer((request, response) => {
		answer(folder, new URL(request.url ?? '/', 'http://localhost')).then(
			({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
			(error) => response.writeHead(404).end(String(error)),
		);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function answer(folder, { pathname, searchParams }) {
	if (pathname === '/') return { type: 'text/html', body: page(searchParams.get('theme') ?? 'dark') };
	if (pathname === '/first.js') return { type: 'text/javascript', body: firstScript };
	const [, theme] = /^\/theme-([a-z-]+)\.css$/.exec(pathname) ?? [];
	if (theme) return { type: 'text/css', body: themeCss(themes[theme]) };
	const name = path.basename(pathname);
	return {
		type: contentTypes[path.extname(name)] ?? 'application/octet-stream',
		body: await readFile(path.join(folder, name)),
	};
}

/** Collects what the policy refuses and what goes wrong, from before anything else runs. */
const firstScript = `
	globalThis.violations = [];
	globalThis.problems = [];
	document.addEventListener('securitypolicyviolation', (event) =>
		violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
	addEventListener('error', (event) => problems.push(event.message));
	addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
`;

function page(theme) {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script nonce="${nonce}" src="/first.js"></script>
<link rel="stylesheet" href="/theme-${theme}.css">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="/codicon.css">
<link rel="stylesheet" href="/tableEditor.css">
<title>Delta Table</title>
</head>
<body class="${themes[theme].bodyClass}">
<div id="root"></div>
<script type="module" nonce="${nonce}" src="/fakeHost.js"></script>
<script type="module" nonce="${nonce}" src="/tableEditor.js"></script>
</body>
</html>`;
}
