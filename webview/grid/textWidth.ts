/** The width of a text, in pixels. */
export type TextMeasurer = (text: string, bold?: boolean) => number;

/** Measures in the font of an element. */
export function textMeasurer(styled: Element): TextMeasurer {
	const context = document.createElement('canvas').getContext('2d');
	if (!context) throw new Error('the browser has no 2D canvas to measure text with');
	const { fontFamily, fontSize } = getComputedStyle(styled);
	return (text, bold = false) => {
		context.font = `${bold ? '600 ' : ''}${fontSize} ${fontFamily}`;
		return context.measureText(text).width;
	};
}
