import type { WireValue } from '../../../src/rpc/values';

/** A value in the form in which equal ones are equal: maps, which have no order, are sorted, floats are such. */
export function comparableValue(value: WireValue, type: string): WireValue {
	if (type.startsWith('map<') && Array.isArray(value)) {
		return value.map((entry: WireValue) => JSON.stringify(entry)).sort();
	}
	return type === 'float' && typeof value === 'number' ? Math.fround(value) : value;
}
