import type { HTMLAttributes } from 'preact';

declare module 'preact' {
	namespace JSX {
		interface IntrinsicElements {
			'vscode-tabs': HTMLAttributes<HTMLElement> & {
				readonly 'selected-index'?: number;
				readonly 'onvsc-tabs-select'?: (event: CustomEvent<{ readonly selectedIndex: number }>) => void;
			};
			'vscode-tab-header': HTMLAttributes<HTMLElement>;
			'vscode-tab-panel': HTMLAttributes<HTMLElement>;
		}
	}
}
