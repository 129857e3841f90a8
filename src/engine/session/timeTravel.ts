import { readHistory } from '../../delta/commitHistory';
import { DeltaError } from '../../delta/fault';
import type { TableReference } from '../../sql/statement';
import { logStoreOf } from '../../storage/objectLogStore';
import type { ObjectStore } from '../../storage/objectStore';

const timestampPattern =
	/^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The version that a reference asks for; `undefined` for the latest. A timestamp means the last version that was
 * committed by then; without a zone it is UTC.
 *
 * @throws {DeltaError} `sql` for a timestamp that is none, or lies outside of the table's history.
 */
export async function requestedVersion(
	store: ObjectStore,
	tablePath: string,
	{ version, timestamp, position }: TableReference,
	signal: AbortSignal,
): Promise<number | undefined> {
	if (timestamp === undefined) return version;
	const wanted = parseTimestamp(timestamp);
	const refuse = (errorClass: string, message: string) =>
		new DeltaError({ code: 'sql', errorClass, message, position });
	if (wanted === undefined) throw refuse('DELTA_TIMESTAMP_INVALID', `${timestamp} is not a timestamp`);
	const history = await readHistory(logStoreOf(store, tablePath), { signal });
	const newest = history[0];
	if (newest && wanted > newest.timestampMs) {
		throw refuse(
			'DELTA_TIMESTAMP_GREATER_THAN_COMMIT',
			`${timestamp} is after the latest version, of ${new Date(newest.timestampMs).toISOString()}`,
		);
	}
	const found = history.find(({ timestampMs }) => timestampMs <= wanted);
	if (found) return found.version;
	throw refuse(
		'DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION',
		`${timestamp} is before the earliest version that the log still has`,
	);
}

function parseTimestamp(text: string): number | undefined {
	const [, date, time = '00:00', zone = 'Z'] = timestampPattern.exec(text.trim()) ?? [];
	const millis = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone}`);
	return Number.isNaN(millis) ? undefined : millis;
}
