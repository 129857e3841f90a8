/** At most three of the names that look like a name, the nearest first. */
export function nearNames(name: string, names: Iterable<string>): readonly string[] {
	const wanted = name.toLowerCase();
	const limit = Math.max(2, Math.ceil(wanted.length / 3));
	return [...new Set(names)]
		.map((candidate) => ({ candidate, distance: distance(wanted, candidate.toLowerCase(), limit) }))
		.filter((near) => near.distance <= limit)
		.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
		.slice(0, 3)
		.map((near) => near.candidate);
}

/** How many characters must be inserted, removed or replaced; more than `limit` when it is more than that. */
function distance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
		}
		previous = row;
	}
	return previous[b.length] ?? 0;
}
