import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer; rejects with `what` when there is none within 30 seconds. */
export async function until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
	const end = Date.now() + 30_000;
	while (Date.now() < end) {
		const answer = ask();
		if (answer !== undefined && answer !== false) return answer;
		await sleep(50);
	}
	throw new Error(`not within 30 seconds: ${what}`);
}
