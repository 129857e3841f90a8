import { arrayOf, type Sample, structOf } from './sample';

const schema = structOf({
	'order id': 'long',
	filename: 'string',
	file_row_number: 'integer',
	'say "hi"': 'string',
	"it's": 'string',
	'back`tick': 'string',
	'a.b': 'integer',
	'comma, semicolon; (brackets) {braces} = equals': 'integer',
	größe: 'double',
	日本語: 'string',
	'👍': 'boolean',
	select: 'integer',
	'100%': 'double',
	'in side': structOf({ 'first name': 'string', 'last.name': 'string', 'number of': arrayOf('integer') }),
	'the kind': 'string',
});

/** Names that need quoting everywhere. Delta allows them where columns are mapped. */
export const unusualNamesSample: Sample = {
	name: "unusual names, 'quoted' & ünïcödé 日本",
	partitionColumns: ['the kind'],
	comment: 'Names with spaces, quotes and characters of all sorts',
	properties: { 'delta.columnMapping.mode': 'name' },
	versions: [
		{
			timestampMs: Date.UTC(2024, 3, 1, 9),
			sources: [
				{
					sql: `SELECT i, 'file ' || i || '.txt', i * 10, 'hi ' || i, 'it''s ' || i, '\`' || i || '\`',
						i, i * 2, i + 0.5, '行 ' || i, i % 2 = 0, i, i * 1.5,
						{'first name': 'Ada ' || i, 'last.name': 'Lovelace', 'number of': [i, NULL]},
						['plain', 'a b', 'x/y', '50% off', 'é=ü', '', NULL, '"quoted"', 'it''s', '日本'][i % 10 + 1]
						FROM range(40) AS rows(i)`,
					schema,
				},
			],
		},
	],
};
