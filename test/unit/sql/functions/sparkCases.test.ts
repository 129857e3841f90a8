import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { DeltaError } from '../../../../src/delta/fault';
import { sqlTypeName } from '../../../../src/delta/schema';
import { wireEncoder } from '../../../../src/duckdb/wireValues';
import type { WireValue } from '../../../../src/rpc/values';
import { compileQuery } from '../../../../src/sql/compileQuery';
import { duckdbType } from '../../../../src/sql/functions/casts';
import { functionNamed, functionNames } from '../../../../src/sql/functions/registry';
import { sparkErrorClass } from '../../../../src/sql/functions/runtimeErrors';
import { parseStatements } from '../../../../src/sql/parseStatements';
import { comparableValue } from '../comparableValue';
import { readSparkSuite } from '../readSparkSuite';

interface Answer {
	readonly type: string;
	readonly rows: readonly WireValue[];
}
type Outcome = Answer | { readonly error: string };

const { sections, expected } = readSparkSuite<Outcome>('sparkFunctions');

/** Java's and the C library's last digit may differ. */
const inexact = new Set(
	'exp ln log log2 log10 pow sin cos tan asin acos atan atan2 sinh cosh tanh'.split(' '),
);

const noTables = { relation: () => undefined, variable: () => undefined };
let connection: DuckDBConnection;

beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run(`SET TimeZone = 'UTC'`);
});

describe.each([...sections])('%s', (section, cases) => {
	it.each(cases)('gives what Spark gives: %s', async (sql) => {
		const spark = expected[sql];
		if (!spark) throw new Error('the case is not in expected.json: run askSpark.sh');
		const ours = await evaluate(sql);
		if ('error' in spark || 'error' in ours) {
			expect(mainClass(ours)).toEqual(mainClass(spark));
			return;
		}
		expect(ours.type).toBe(spark.type);
		expect(ours.rows.length).toBe(spark.rows.length);
		ours.rows.forEach((value, i) => {
			expectSame(
				section,
				comparableValue(value, spark.type),
				comparableValue(spark.rows[i] ?? null, spark.type),
			);
		});
	});
});

it('has cases for every function, operator and cast', () => {
	const functions = new Set(functionNames().map((name) => functionNamed(name)?.names[0]));
	expect([...functions].filter((name) => name === undefined || !sections.get(name)?.length)).toEqual([]);
});

it('has an answer of Spark for every case, and no other', () => {
	expect(Object.keys(expected).sort()).toEqual([...new Set([...sections.values()].flat())].sort());
});

async function evaluate(sql: string): Promise<Outcome> {
	try {
		const [statement] = parseStatements(sql.startsWith('SELECT ') ? sql : `SELECT ${sql}`);
		if (statement?.kind !== 'query') throw new Error('the case is not a query');
		const compiled = compileQuery(statement.query, noTables, {
			functions: { functionNamed, functionNames },
		});
		const type = compiled.schema.fields[0]?.type ?? { kind: 'void' };
		const result = await connection.runAndReadAll(compiled.sql);
		expect(plainName(String(result.columnType(0)))).toBe(plainName(duckdbType(type)));
		const encode = wireEncoder(type);
		return { type: sqlTypeName(type), rows: result.getRows().map(([value]) => encode(value ?? null)) };
	} catch (error) {
		return { error: errorClassOf(error) };
	}
}

function errorClassOf(error: unknown): string {
	if (error instanceof DeltaError && error.fault.code === 'sql') return error.fault.errorClass;
	const known = error instanceof Error ? sparkErrorClass(error.message) : undefined;
	if (!known) throw error;
	return known.errorClass;
}

/** Classes are compared without their subclass, which says only what to do about it. */
function mainClass(outcome: Outcome): unknown {
	return 'error' in outcome ? { error: outcome.error.split('.')[0] } : outcome;
}

function plainName(type: string): string {
	return type.replaceAll('"', '').replaceAll(' ', '');
}

function expectSame(section: string, ours: WireValue, spark: WireValue): void {
	if (inexact.has(section) && typeof ours === 'number' && typeof spark === 'number') {
		expect(Math.abs(ours - spark)).toBeLessThanOrEqual(Math.abs(spark) * 2e-15);
	} else expect(ours).toEqual(spark);
}
