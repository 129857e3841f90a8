import type { DataType } from '../../delta/schema';
import { neverNull, scalar } from './define';
import { quoteName } from './duckdbText';
import type { Constants, SparkFunction } from './sparkFunction';
import { structOf } from './sparkTypes';

function fieldsOf(types: readonly DataType[], constants: Constants): DataType {
	return structOf(
		types.flatMap((type, i) => (i % 2 === 1 ? ([[constants[i - 1] ?? '', type]] as const) : [])),
	);
}

/** Structs. `struct(a, b AS c)` is `named_struct('a', a, 'c', b)`, with `col1`, `col2` for what has no name. */
export const structs: readonly SparkFunction[] = [
	neverNull(
		scalar('named_struct', {
			coerce: (types, constants) => {
				const named = types.every((_, i) => i % 2 === 1 || constants[i] !== undefined);
				return types.length > 0 && types.length % 2 === 0 && named ? types : undefined;
			},
			result: (types, _lambdas, constants) => fieldsOf(types, constants),
			duckdb: (args, _types, _call, constants) => {
				const fields = args.flatMap((value, i) =>
					i % 2 === 1 ? [`${quoteName(constants[i - 1] ?? '')} := ${value}`] : [],
				);
				return `struct_pack(${fields.join(', ')})`;
			},
		}),
	),
];
