import { type StructField, type StructType, sqlTypeName } from '../delta/schema';
import type { WireColumn } from '../rpc/values';

/** A column as clients see it. */
export function wireColumn({ name, type, nullable, metadata }: StructField): WireColumn {
	const comment = metadata['comment'];
	return { name, type: sqlTypeName(type), nullable, ...(typeof comment === 'string' && { comment }) };
}

export function wireColumns({ fields }: StructType): readonly WireColumn[] {
	return fields.map(wireColumn);
}
