import { as } from './coercion';
import { arg, typeAt } from './define';
import type { Overload } from './sparkFunction';

/** The value of a key of a map; NULL when the map does not have it. */
export const mapItem: Overload = {
	coerce: ([map, key, ...others]) => {
		if (map?.kind !== 'map' || !key || others.length > 0) return undefined;
		const keyType = as(map.keyType)(key);
		return keyType && [map, keyType];
	},
	result: (types) => {
		const map = typeAt(types, 0);
		return map.kind === 'map' ? map.valueType : map;
	},
	duckdb: (args) => `map_extract_value(${arg(args, 0)}, ${arg(args, 1)})`,
};
