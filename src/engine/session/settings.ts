import type { SqlPosition } from '../../delta/fault';
import { DeltaError } from '../../delta/fault';
import { type Outcome, rowsOutcome } from './outcome';
import { resultSchema, types } from './resultSchema';

/** Spark's settings that this engine knows, by lower-case key, with the only value that it implements. */
const fixed: ReadonlyMap<string, { readonly key: string; readonly value: string }> = new Map(
	[
		{ key: 'spark.sql.ansi.enabled', value: 'true' },
		{ key: 'spark.sql.caseSensitive', value: 'false' },
		{ key: 'spark.sql.session.timeZone', value: 'UTC' },
		{ key: 'delta.sql.dialect', value: 'spark' },
	].map((setting) => [setting.key.toLowerCase(), setting]),
);

const schema = resultSchema({ key: types.string, value: types.string });

/**
 * `SET`: shows settings, and takes those values that this engine implements.
 *
 * @throws {DeltaError} `sql` for every other value: it would change what statements mean, and does not.
 */
export function setConfiguration(
	{ key, value }: { readonly key?: string; readonly value?: string },
	position: SqlPosition,
): Outcome {
	if (key === undefined)
		return rowsOutcome(
			schema,
			[...fixed.values()].map((setting) => [setting.key, setting.value]),
		);
	const setting = fixed.get(key.toLowerCase());
	if (!setting) {
		throw refusal(position, `the setting ${key} is not supported`, [
			`supported are ${[...fixed.values()].map((known) => known.key).join(', ')}`,
		]);
	}
	if (value !== undefined && value.toLowerCase() !== setting.value.toLowerCase()) {
		throw refusal(position, `${setting.key} can only be ${setting.value}`);
	}
	return rowsOutcome(schema, [[setting.key, setting.value]]);
}

function refusal(position: SqlPosition, message: string, hints: readonly string[] = []): DeltaError {
	return new DeltaError({ code: 'sql', errorClass: 'UNSUPPORTED_CONFIGURATION', message, position, hints });
}
