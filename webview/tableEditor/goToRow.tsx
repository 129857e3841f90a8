import { useRef, useState } from 'preact/hooks';
import { formatCount } from './format';

interface GoToRowProps {
	readonly rowCount: number;
	/** Gets an index that counts from 0. */
	readonly onGo: (row: number) => void;
	/** Hands out the function that puts the focus here. */
	readonly bindFocus: (focus: () => void) => void;
	readonly onLeave: () => void;
}

/** The row that a text names, counted from 0; `undefined` when it names none of the table's. */
export function parseRowNumber(text: string, rowCount: number): number | undefined {
	const digits = text.replace(/[\s,._']/g, '');
	if (!/^\d+$/.test(digits)) return undefined;
	const row = Number(digits) - 1;
	return row >= 0 && row < rowCount ? row : undefined;
}

/** A box for a row number. */
export function GoToRow({ rowCount, onGo, bindFocus, onLeave }: GoToRowProps) {
	const field = useRef<HTMLInputElement>(null);
	const [problem, setProblem] = useState<string>();
	bindFocus(() => field.current?.select());
	const go = () => {
		const row = parseRowNumber(field.current?.value ?? '', rowCount);
		if (row === undefined) return setProblem(`Type a row number from 1 to ${formatCount(rowCount)}`);
		setProblem(undefined);
		onGo(row);
	};
	return (
		<div class="go-to-row">
			<input
				ref={field}
				class={problem ? 'text-field invalid' : 'text-field'}
				type="text"
				inputMode="numeric"
				placeholder="Go to row"
				title="Go to row (Ctrl+G)"
				aria-label="Go to row"
				aria-invalid={problem !== undefined}
				disabled={rowCount === 0}
				onInput={() => setProblem(undefined)}
				onKeyDown={(event) => {
					if (event.key === 'Enter') go();
					if (event.key === 'Escape') onLeave();
				}}
			/>
			{problem && (
				<span class="go-to-row-problem" role="alert">
					{problem}
				</span>
			)}
		</div>
	);
}
