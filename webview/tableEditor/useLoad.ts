import { useEffect, useState } from 'preact/hooks';

/** Something that is asked for: each request ends as `ready` or `failed`. */
export type Loadable<T> =
	| { readonly kind: 'loading' }
	| { readonly kind: 'ready'; readonly value: T }
	| { readonly kind: 'failed'; readonly error: unknown };

const loading: Loadable<never> = { kind: 'loading' };

/**
 * Loads when shown and whenever `key` changes, abandoning the load before.
 *
 * @param load not called while `undefined`.
 * @returns the state, and a function that loads again.
 */
export function useLoad<T>(
	key: string,
	load: ((signal: AbortSignal) => Promise<T>) | undefined,
): readonly [Loadable<T>, () => void] {
	const [attempt, setAttempt] = useState(0);
	const wanted = `${key}#${attempt}`;
	const [settled, setSettled] = useState<{ readonly of: string; readonly state: Loadable<T> }>();
	const isOn = load !== undefined;
	useEffect(() => {
		if (!load) return;
		const controller = new AbortController();
		const settle = (state: Loadable<T>) => {
			if (!controller.signal.aborted) setSettled({ of: wanted, state });
		};
		load(controller.signal).then(
			(value) => settle({ kind: 'ready', value }),
			(error: unknown) => settle({ kind: 'failed', error }),
		);
		return () => controller.abort();
	}, [wanted, isOn]);
	return [settled?.of === wanted ? settled.state : loading, () => setAttempt(attempt + 1)];
}
