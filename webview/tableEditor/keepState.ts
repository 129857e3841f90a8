/**
 * Keeps a state that changes many times a second: a change is written at once, those that follow closely together a
 * little later, and what is still to be written when the page goes away. VS Code may take a hidden page down without
 * letting it speak once more, so nothing waits longer than it must.
 */
export function keepState<T>(write: (state: T) => void, intervalMs = 50): (state: T) => void {
	let pending: { readonly state: T } | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const flush = () => {
		if (pending) write(pending.state);
		pending = undefined;
	};
	window.addEventListener('pagehide', flush);
	document.addEventListener('visibilitychange', flush);
	return (state) => {
		pending = { state };
		if (timer !== undefined) return;
		flush();
		timer = setTimeout(() => {
			timer = undefined;
			flush();
		}, intervalMs);
	};
}
