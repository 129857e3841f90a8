import type { Expression, FrameBound, WindowFrame } from '../syntax/expression';

/** A window frame as SQL writes it, alike in Spark's column names and in DuckDB's text but for the offsets. */
export function frameText(
	{ unit, start, end }: WindowFrame,
	offsetText: (offset: Expression) => string,
): string {
	return `${unit} BETWEEN ${boundText(start, offsetText)} AND ${boundText(end, offsetText)}`;
}

function boundText(bound: FrameBound, offsetText: (offset: Expression) => string): string {
	switch (bound.kind) {
		case 'unboundedPreceding':
			return 'UNBOUNDED PRECEDING';
		case 'unboundedFollowing':
			return 'UNBOUNDED FOLLOWING';
		case 'currentRow':
			return 'CURRENT ROW';
		case 'preceding':
		case 'following':
			return `${offsetText(bound.offset)} ${bound.kind.toUpperCase()}`;
	}
}
