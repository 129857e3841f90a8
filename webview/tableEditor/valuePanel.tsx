import type { WireValue } from '../../src/rpc/values';
import { prettyText } from '../../src/rpc/valueText';
import type { GridColumn } from '../grid/gridColumn';
import { formatCount } from './format';
import { IconButton } from './iconButton';

interface ValuePanelProps {
	readonly column: GridColumn;
	readonly row: number;
	/** `undefined` while the row has not arrived. */
	readonly value: WireValue | undefined;
	readonly onCopy: (text: string) => void;
	readonly onClose: () => void;
}

/** The whole value of the active cell. */
export function ValuePanel({ column, row, value, onCopy, onClose }: ValuePanelProps) {
	const text = value === undefined ? undefined : prettyText(value, column);
	const isSpecial = value === null || value === '' || value === undefined;
	return (
		<section
			class="value-panel"
			aria-label="Value"
			onKeyDown={(event) => {
				if (event.key === 'Escape') onClose();
			}}
		>
			<header class="value-header">
				<div class="value-title">
					<span class="value-name">{column.name}</span>
					<span class="value-meta">
						{column.type} · row {formatCount(row + 1)}
						{typeof value === 'string' && ` · ${formatCount(value.length)} characters`}
					</span>
				</div>
				<IconButton
					icon="copy"
					label="Copy value"
					disabled={text === undefined}
					onClick={() => onCopy(value === null ? '' : (text ?? ''))}
				/>
				<IconButton icon="close" label="Close" onClick={onClose} />
			</header>
			<textarea
				class={isSpecial ? 'value-text special' : 'value-text'}
				readOnly
				spellcheck={false}
				aria-label="Whole value"
				value={value === undefined ? 'Loading…' : value === '' ? '(empty)' : text}
			/>
		</section>
	);
}
