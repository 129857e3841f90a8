import type { Expression, WindowReference, WindowSpecification } from '../syntax/expression';
import { compileSortItems } from './compileSortItems';
import { type Environment, faultAt } from './environment';
import { frameText } from './frameText';
import { intervalText } from './intervalArithmetic';
import type { Typed } from './typed';

export interface CompiledWindow {
	/** What stands in the parentheses of OVER. */
	readonly text: string;
	readonly parts: readonly Typed[];
}

/**
 * The window of OVER.
 *
 * @param ranked the call, where its function has no meaning without an order.
 */
export function compileWindow(
	reference: WindowReference,
	environment: Environment,
	ranked: { readonly name: string; readonly at: number } | undefined,
): CompiledWindow {
	const specification = resolve(reference, environment);
	if (ranked && specification.orderBy.length === 0) {
		throw faultAt(
			environment,
			ranked.at,
			'WINDOW_FUNCTION_WITHOUT_ORDER',
			`${ranked.name} needs ORDER BY in its window`,
		);
	}
	const partitions = specification.partitionBy.map((expression) =>
		environment.statement.expression(expression, environment),
	);
	const orderBy = compileSortItems(specification.orderBy, environment);
	const texts = [
		partitions.length > 0 ? `PARTITION BY ${partitions.map((part) => part.text).join(', ')}` : '',
		orderBy.text === '' ? '' : `ORDER BY ${orderBy.text}`,
		specification.frame && !ranked
			? frameText(specification.frame, (offset) => offsetText(offset, environment))
			: '',
	];
	return { text: texts.filter((text) => text !== '').join(' '), parts: [...partitions, ...orderBy.parts] };
}

function resolve(reference: WindowReference, environment: Environment): WindowSpecification {
	if (reference.kind === 'named') return named(reference, environment);
	if (!reference.base) return reference;
	const base = named(reference.base, environment);
	return {
		partitionBy: reference.partitionBy.length > 0 ? reference.partitionBy : base.partitionBy,
		orderBy: reference.orderBy.length > 0 ? reference.orderBy : base.orderBy,
		...((reference.frame ?? base.frame) && { frame: reference.frame ?? base.frame }),
	};
}

function named(
	{ name, at }: { readonly name: string; readonly at: number },
	environment: Environment,
): WindowSpecification {
	const found = environment.windows.get(name.toLowerCase());
	if (!found) {
		throw faultAt(environment, at, 'MISSING_WINDOW_SPECIFICATION', `there is no window named ${name}`);
	}
	return found.base ? resolve({ kind: 'inline', ...found }, withoutWindow(environment, name)) : found;
}

/** A window cannot be made of itself. */
function withoutWindow(environment: Environment, name: string): Environment {
	const windows = new Map(environment.windows);
	windows.delete(name.toLowerCase());
	return { ...environment, windows };
}

function offsetText(offset: Expression, environment: Environment): string {
	if (offset.kind === 'interval') return intervalText(offset.parts, 1);
	const { text, constant } = environment.statement.expression(offset, environment);
	if (constant !== undefined) return text;
	throw faultAt(
		environment,
		offset.at,
		'SPECIFIED_WINDOW_FRAME_INVALID_BOUND',
		'the bound of a window must be a literal',
	);
}
