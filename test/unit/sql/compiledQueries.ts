import { DuckDBInstance } from '@duckdb/node-api';
import type { DataType, StructType } from '../../../src/delta/schema';
import { sqlTypeName } from '../../../src/delta/schema';
import type { Catalog, CompiledQuery } from '../../../src/sql/catalog';
import { compileQuery } from '../../../src/sql/compileQuery';
import { duckdbType } from '../../../src/sql/functions/casts';
import { parseStatements } from '../../../src/sql/parseStatements';
import { sparkFunctions } from '../../../src/sql/sparkFunctions';

const integer: DataType = { kind: 'integer' };
const string: DataType = { kind: 'string' };

function structOf(fields: Readonly<Record<string, DataType>>): StructType {
	return {
		kind: 'struct',
		fields: Object.entries(fields).map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
	};
}

const tables: Readonly<Record<string, { readonly schema: StructType; readonly rows: readonly string[] }>> = {
	t: {
		schema: structOf({
			a: integer,
			b: string,
			d: { kind: 'date' },
			ts: { kind: 'timestamp' },
			x: { kind: 'double' },
			s: structOf({ p: integer, q: string }),
			l: { kind: 'array', elementType: integer, containsNull: true },
			m: { kind: 'map', keyType: string, valueType: integer, valueContainsNull: true },
			dec: { kind: 'decimal', precision: 10, scale: 2 },
		}),
		rows: [
			"1, 'x', '2020-01-01', '2020-01-01 00:00:00+00', 1.5, {p: 1, q: 'q1'}, [1, 2, 3], map {'k': 1}, 1.10",
			"2, 'y', '2020-02-29', NULL, NULL, {p: 2, q: 'q2'}, [], map {'k': 2}, 2.20",
			"3, NULL, NULL, NULL, 'nan', NULL, NULL, NULL, NULL",
			"1, 'z', '2020-01-01', '2020-01-01 00:00:00+00', 1.5, {p: 1, q: 'q1'}, [9], map {'k': 1}, 3.30",
		],
	},
	u: { schema: structOf({ a: { kind: 'long' }, c: string }), rows: ["1, 'one'", "2, 'two'", "5, 'five'"] },
	'odd "name"': { schema: structOf({ 'a "b"': integer, filename: string }), rows: ["1, 'f'"] },
};

function quote(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

const catalog: Catalog = {
	relation({ parts, path }) {
		const name = path === undefined ? (parts?.at(-1) ?? '') : path.replace(/^\//, '');
		const table = tables[name.toLowerCase()];
		return table && { schema: table.schema, from: quote(name.toLowerCase()) };
	},
	variable(name) {
		return name.toLowerCase() === 'v1' ? { type: integer, expression: '42::INTEGER' } : undefined;
	},
};

/** Compiles one query against the tables `t`, `u` and `odd "name"` and the variable `v1`. */
export function compile(text: string): CompiledQuery {
	const [statement] = parseStatements(text);
	if (statement?.kind !== 'query') throw new Error('not a query');
	return compileQuery(statement.query, catalog, { functions: sparkFunctions });
}

/** `name: type` of each result column. */
export function columnsOf({ schema }: CompiledQuery): readonly string[] {
	return schema.fields.map((field) => `${field.name}: ${sqlTypeName(field.type)}`);
}

/** Opens a DuckDB with the tables; the function runs a query in it and checks that DuckDB's types are the schema's. */
export async function openTables(): Promise<(text: string) => Promise<readonly (readonly unknown[])[]>> {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run("SET TimeZone = 'UTC'");
	for (const [name, { schema, rows }] of Object.entries(tables)) {
		const columns = schema.fields.map((field) => `${quote(field.name)} ${duckdbType(field.type)}`);
		await connection.run(`CREATE TABLE ${quote(name)} (${columns.join(', ')})`);
		for (const row of rows) await connection.run(`INSERT INTO ${quote(name)} VALUES (${row})`);
	}
	return async (text) => {
		const { sql, schema } = compile(text);
		const result = await connection.runAndReadAll(sql);
		const expected = schema.fields.map((field) => duckdbType(field.type).replaceAll(', ', ','));
		const actual = result.columnTypes().map((type) => String(type).replaceAll(', ', ','));
		if (JSON.stringify(actual) !== JSON.stringify(expected)) {
			throw new Error(`${text}: DuckDB gives ${actual.join(' | ')} and not ${expected.join(' | ')}`);
		}
		return result.getRowsJson();
	};
}
