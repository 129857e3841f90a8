import { render } from 'preact';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import { App } from './app';
import { parseEditorState } from './editorState';
import { keepState } from './keepState';
import { connectTableHost } from './tableHost';
import '../grid/grid.css';
import './tableEditor.css';

/** What VS Code gives to a webview, once. */
declare function acquireVsCodeApi(): {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
};

const root = document.getElementById('root');
if (!root) throw new Error('the page has no element with the id root');
const vscode = acquireVsCodeApi();
const host = connectTableHost((message) => vscode.postMessage(message));
render(
	<App
		host={host}
		restored={parseEditorState(vscode.getState())}
		onState={keepState((state) => vscode.setState(state))}
	/>,
	root,
);
