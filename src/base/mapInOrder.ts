/**
 * Maps items concurrently and yields item and result in the order of the items.
 *
 * At most `concurrency` results are under way or waiting to be taken. After a failure, or when the consumer stops,
 * nothing more is started and later failures are dropped.
 */
export async function* mapInOrder<T, R>(
	items: readonly T[],
	map: (item: T) => Promise<R>,
	concurrency: number,
): AsyncGenerator<readonly [T, R], void, void> {
	const running: Promise<R>[] = [];
	let started = 0;
	for (const item of items) {
		for (; started < items.length && running.length < concurrency; started++) {
			const promise = map(items[started] as T);
			// The loop meets this failure when it takes the promise; until then it must not count as unhandled.
			promise.catch(() => undefined);
			running.push(promise);
		}
		yield [item, (await running.shift()) as R];
	}
}
