import { aggregates } from './aggregates';
import { arithmetic } from './arithmetic';
import { arrays } from './arrays';
import { castFunctions } from './castFunctions';
import { conditionals } from './conditionals';
import { dates } from './dates';
import { dateUnits } from './dateUnits';
import { generators } from './generators';
import { hashes } from './hashes';
import { json } from './json';
import { lambdas } from './lambdas';
import { maps } from './maps';
import { math } from './math';
import { operators } from './operators';
import { regexes } from './regexes';
import type { SparkFunction } from './sparkFunction';
import { strings } from './strings';
import { structs } from './structs';
import { windows } from './windows';

const byName = index([
	operators,
	arithmetic,
	conditionals,
	math,
	strings,
	regexes,
	dates,
	dateUnits,
	hashes,
	json,
	castFunctions,
	arrays,
	maps,
	structs,
	lambdas,
	aggregates,
	windows,
	generators,
]);

/**
 * The function or operator of a name, in any case.
 *
 * @returns `undefined` when it is not supported: the analyser refuses it by name.
 */
export function functionNamed(name: string): SparkFunction | undefined {
	return byName.get(name.toLowerCase());
}

/** Every name and alias, sorted. */
export function functionNames(): readonly string[] {
	return [...byName.keys()].sort();
}

function index(topics: readonly (readonly SparkFunction[])[]): ReadonlyMap<string, SparkFunction> {
	const names = new Map<string, SparkFunction>();
	for (const fn of topics.flat()) {
		for (const name of fn.names) {
			if (names.has(name)) throw new Error(`the function ${name} is defined twice`);
			names.set(name, fn);
		}
	}
	return names;
}
