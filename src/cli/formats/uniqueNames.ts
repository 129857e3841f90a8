/** Names for the keys of one object: a name that came before gets the first free suffix `_2`, `_3`, … */
export function uniqueNames(names: readonly string[]): readonly string[] {
	const taken = new Set(names);
	const seen = new Set<string>();
	return names.map((name) => {
		let unique = name;
		if (seen.has(name)) {
			for (let suffix = 2; taken.has(unique); suffix++) unique = `${name}_${suffix}`;
			taken.add(unique);
		}
		seen.add(unique);
		return unique;
	});
}
