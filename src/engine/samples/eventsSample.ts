import type { WriteSource } from '../writerContext';
import { decimalOf, type Sample, structOf } from './sample';

const numVersions = 30;
const rowsPerVersion = 240;
const firstDay = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

const schema = structOf({
	event_id: 'long',
	happened_at: 'timestamp',
	kind: 'string',
	amount: decimalOf(10, 2),
	day: 'date',
	country: 'string',
});

/** The events of one day, in four countries, one of them unknown and one with a name that no folder can have. */
function eventsOfDay(day: number): WriteSource {
	const start = day * rowsPerVersion;
	return {
		sql: `SELECT i AS event_id,
			TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_days(${day}) + to_seconds((i - ${start}) * 360) AS happened_at,
			['view', 'click', 'buy', 'return'][(i + i // 4) % 4 + 1] AS kind,
			CASE WHEN (i + i // 4) % 4 >= 2 THEN (i * 37 % 100000)::INTEGER * 0.01 END AS amount,
			DATE '2024-01-01' + ${day} AS day,
			['CH', 'Åland/FI', NULL, 'São Tomé & Príncipe'][i % 4 + 1] AS country
			FROM range(${start}, ${start + rowsPerVersion}) AS rows(i)`,
		schema,
	};
}

/** Partitioned, with a version for each of thirty days. */
export const eventsSample: Sample = {
	name: 'events',
	partitionColumns: ['day', 'country'],
	comment: 'Partitioned by day and country; one version for each day',
	properties: {},
	versions: Array.from({ length: numVersions }, (_, day) => ({
		timestampMs: firstDay + (day + 1) * dayMs,
		sources: [eventsOfDay(day)],
	})),
};
