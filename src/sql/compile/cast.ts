import { type DataType, sqlTypeName } from '../../delta/schema';
import { type CastMode, castExpression } from '../functions/casts';
import { sameType } from '../functions/sparkTypes';
import { type Environment, faultAt } from './environment';
import { temporalConstant } from './temporalConstant';
import { derived, type Typed } from './typed';

/** An expression brought to a type, explicitly or as an operation needs it. */
export function cast(
	environment: Pick<Environment, 'statement'>,
	typed: Typed,
	to: DataType,
	mode: CastMode,
	at: number,
): Typed {
	if (sameType(typed.type, to)) return { ...typed, type: to };
	const plain = typed.type.kind === 'string' && typed.constant !== undefined;
	const constant = plain ? temporalConstant(typed.constant, to) : undefined;
	const text = constant ?? castExpression(typed.text, typed.type, to, mode);
	if (text === undefined) {
		const [from, into] = [sqlTypeName(typed.type).toUpperCase(), sqlTypeName(to).toUpperCase()];
		throw faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION',
			`cannot cast ${from} to ${into}`,
		);
	}
	const nullable = typed.nullable || mode === 'try' || typed.type.kind === 'string';
	return {
		...derived([typed], { text, type: to, nullable, key: `${mode}(${typed.key} as ${sqlTypeName(to)})` }),
		...(typed.constant !== undefined && mode === 'implicit' && { constant: typed.constant }),
	};
}
