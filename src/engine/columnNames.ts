import { DeltaError } from '../delta/fault';
import type { DataType, StructType } from '../delta/schema';

/** Characters that Parquet of old did not take in names; Delta keeps to that unless columns are mapped. */
const invalidCharacters = /[ ,;{}()\n\t=]/;

/**
 * Refuses names that a table cannot have, at every level of its schema.
 *
 * @throws {DeltaError} `sql`.
 */
export function assertColumnNames(schema: StructType, { isMapped }: { readonly isMapped: boolean }): void {
	for (const names of namesByLevel(schema)) {
		const seen = new Set<string>();
		for (const name of names) {
			const key = name.toLowerCase();
			if (seen.has(key)) {
				throw refusal('DELTA_DUPLICATE_COLUMNS_FOUND', `there is more than one column named ${name}`);
			}
			seen.add(key);
		}
		const invalid = names.filter((name) => invalidCharacters.test(name));
		if (!isMapped && invalid.length > 0) {
			throw refusal(
				'DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES',
				`names of columns may not contain any of " ,;{}()\\n\\t=": ${invalid.join(', ')}`,
				["give the columns other names, or set 'delta.columnMapping.mode' = 'name' in TBLPROPERTIES"],
			);
		}
		if (names.includes('')) throw refusal('DELTA_EMPTY_COLUMN_NAME', 'a column has no name');
	}
}

function namesByLevel(type: DataType): readonly (readonly string[])[] {
	switch (type.kind) {
		case 'struct':
			return [
				type.fields.map(({ name }) => name),
				...type.fields.flatMap((field) => namesByLevel(field.type)),
			];
		case 'array':
			return namesByLevel(type.elementType);
		case 'map':
			return [...namesByLevel(type.keyType), ...namesByLevel(type.valueType)];
		default:
			return [];
	}
}

function refusal(errorClass: string, message: string, hints: readonly string[] = []): DeltaError {
	return new DeltaError({ code: 'sql', errorClass, message, hints });
}
