interface IconButtonProps {
	readonly icon: string;
	readonly label: string;
	readonly disabled?: boolean;
	readonly onClick: () => void;
}

/** A button that shows an icon only; its label is read and hovered. */
export function IconButton({ icon, label, disabled = false, onClick }: IconButtonProps) {
	return (
		<button
			type="button"
			class="icon-button"
			title={label}
			aria-label={label}
			disabled={disabled}
			onClick={onClick}
		>
			<span class={`codicon codicon-${icon}`} aria-hidden="true" />
		</button>
	);
}
