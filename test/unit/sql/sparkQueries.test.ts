import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeltaError } from '../../../src/delta/fault';
import { sqlTypeName } from '../../../src/delta/schema';
import { Session } from '../../../src/engine/session/session';
import type { WireValue } from '../../../src/rpc/values';
import { rowsOf, signal, TableFixture } from '../engine/tableFixture';
import { comparableValue } from './comparableValue';
import { readSparkSuite } from './readSparkSuite';

interface Answer {
	readonly columns: readonly (readonly [name: string, type: string])[];
	readonly rows: readonly (readonly WireValue[])[];
}
type Outcome = Answer | { readonly error: string };

const { sections, expected, folder } = readSparkSuite<Outcome>('sparkQueries');

/** Where we are known to differ; what differs in no way any more must leave the list. */
interface Differences {
	/** Spark answers, we refuse: our error class. */
	readonly refused: Readonly<Record<string, string>>;
	/** Both refuse, with different classes: ours. */
	readonly otherClass: Readonly<Record<string, string>>;
	/** Spark refuses, we answer. */
	readonly answered: readonly string[];
	/** The rows and types are the same, the names that the columns get are not. */
	readonly names: readonly string[];
	/** The rows differ, and why. */
	readonly rows: Readonly<Record<string, string>>;
}

const differences: Differences = JSON.parse(readFileSync(join(folder, 'differences.json'), 'utf8'));

let fixture: TableFixture;
let session: Session;

beforeAll(async () => {
	fixture = new TableFixture();
	session = new Session(await fixture.engine(), fixture.folder);
	await rowsOf(session, readFileSync(join(folder, 'setUp.sql'), 'utf8'));
});
afterAll(() => fixture.dispose());

describe.each([...sections])('%s', (_, cases) => {
	it.each(cases)('gives what Spark gives: %s', async (query) => {
		const spark = expected[query];
		if (!spark) throw new Error('the case is not in expected.json: run askSpark.sh');
		const ours = await evaluate(query);
		const refusal = differences.refused[query] ?? differences.otherClass[query];
		const [left, right] = [comparable(ours, query), comparable(spark, query)];
		if (refusal !== undefined) {
			expect(left).toEqual({ error: refusal });
			expect(right).not.toEqual(left);
		} else if (differences.answered.includes(query)) {
			expect(left).not.toHaveProperty('error');
			expect(right).toHaveProperty('error');
		} else if (query in differences.rows) {
			expect(left).not.toHaveProperty('error');
			expect(left).not.toEqual(right);
		} else if (differences.names.includes(query)) {
			expect(left).not.toEqual(right);
			expect(unnamed(left)).toEqual(unnamed(right));
		} else expect(left).toEqual(right);
	});
});

it('has an answer of Spark for every case, and no other', () => {
	expect(Object.keys(expected).sort()).toEqual([...new Set([...sections.values()].flat())].sort());
});

async function evaluate(query: string): Promise<Outcome> {
	try {
		const columns: [string, string][] = [];
		const rows: (readonly WireValue[])[] = [];
		for await (const outcome of session.execute(query, { signal })) {
			if (outcome.kind !== 'rows') throw new Error('the case is not a query');
			columns.push(
				...outcome.schema.fields.map(({ name, type }): [string, string] => [name, sqlTypeName(type)]),
			);
			for await (const batch of outcome.rows) rows.push(...batch);
		}
		return { columns, rows };
	} catch (error) {
		if (!(error instanceof DeltaError)) throw error;
		const { fault } = error;
		if (fault.code === 'tableNotFound') return { error: 'TABLE_OR_VIEW_NOT_FOUND' };
		if (fault.code !== 'sql') throw error;
		return { error: fault.errorClass };
	}
}

type Comparable =
	| { readonly error: unknown }
	| { readonly columns: Answer['columns']; readonly rows: readonly string[] };

function unnamed(outcome: Comparable): unknown {
	return 'error' in outcome
		? outcome
		: { types: outcome.columns.map(([, type]) => type), rows: outcome.rows };
}

/** Rows have an order only where the whole query asks for one. */
function comparable(outcome: Outcome, query: string): Comparable {
	if ('error' in outcome) return { error: outcome.error.split('.')[0] };
	const rows = outcome.rows.map((row) =>
		JSON.stringify(row.map((value, i) => comparableValue(value, outcome.columns[i]?.[1] ?? ''))),
	);
	return { columns: outcome.columns, rows: isOrdered(query) ? rows : rows.sort() };
}

function isOrdered(query: string): boolean {
	let outside = query;
	for (let inside = ''; outside !== inside; ) {
		inside = outside;
		outside = inside.replace(/\([^()]*\)/g, '');
	}
	return outside.includes('ORDER BY');
}
