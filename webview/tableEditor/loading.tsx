/** Says that something is on its way; not seen before a fifth of a second, so that quick answers do not flicker. */
export function Loading({ label }: { readonly label: string }) {
	return (
		<div class="loading" role="status">
			<span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true" />
			<span>{label}</span>
		</div>
	);
}
