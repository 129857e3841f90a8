/** Makes an element with its class and role. Styles are set from scripts only, which the page's policy allows. */
export function element(className: string, role?: string): HTMLElement {
	const made = document.createElement('div');
	made.className = className;
	if (role !== undefined) made.setAttribute('role', role);
	return made;
}

/** Sets an attribute only where it differs, or removes it. */
export function setAttribute(target: Element, name: string, value: string | undefined): void {
	if (value === undefined) target.removeAttribute(name);
	else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

/** Sets the text without making a new node for it. */
export function setText(target: Element, text: string): void {
	const node = target.firstChild;
	if (node instanceof Text) {
		if (node.data !== text) node.data = text;
	} else target.textContent = text;
}
