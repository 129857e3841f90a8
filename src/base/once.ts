/** A value that is made when it is first asked for, and made once. A failed or aborted attempt leaves nothing behind. */
export class Once<T> {
	#made: { readonly value: T } | undefined;
	#running: Promise<unknown> | undefined;

	/**
	 * @param make called when the value is not there and nobody else is making it; uses the signal of its caller.
	 * @throws what `make` throws, to its own caller; the others then try themselves.
	 */
	async get(make: () => Promise<T>): Promise<T> {
		while (!this.#made) {
			if (this.#running) {
				await this.#running;
				continue;
			}
			const attempt = make();
			this.#running = attempt.then(
				() => undefined,
				() => undefined,
			);
			try {
				this.#made = { value: await attempt };
			} finally {
				this.#running = undefined;
			}
		}
		return this.#made.value;
	}
}
