/**
 * Keeps a state that changes many times a second: it is written once it has stood still, and when the page goes away.
 */
export function keepState<T>(write: (state: T) => void, settleMs = 100): (state: T) => void {
	let pending: { readonly state: T } | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const flush = () => {
		clearTimeout(timer);
		if (pending) write(pending.state);
		pending = undefined;
	};
	window.addEventListener('pagehide', flush);
	document.addEventListener('visibilitychange', flush);
	return (state) => {
		pending = { state };
		clearTimeout(timer);
		timer = setTimeout(flush, settleMs);
	};
}
