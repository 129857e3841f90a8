import { randomUUID } from 'node:crypto';

/** What VS Code gives to a page: where its resources lie, as the webview addresses them. */
export interface PageResources {
	readonly cspSource: string;
	/** URI of a file in dist/webview. */
	uriOf(name: string): string;
}

/** The table editor's page: static, without data, under a policy that lets only our own files in. */
export function tableEditorHtml({ cspSource, uriOf }: PageResources): string {
	const nonce = randomUUID();
	const policy = [
		"default-src 'none'",
		`img-src ${cspSource}`,
		`style-src ${cspSource}`,
		`font-src ${cspSource}`,
		// A module hands its nonce on to what it imports, so that the chunks need no source of their own.
		`script-src 'nonce-${nonce}'`,
	].join('; ');
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${uriOf('codicon.css')}">
<link rel="stylesheet" href="${uriOf('tableEditor.css')}">
<title>Delta Table</title>
</head>
<body>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${uriOf('tableEditor.js')}"></script>
</body>
</html>
`;
}
