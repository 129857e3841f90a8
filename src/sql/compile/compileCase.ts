import { sqlTypeName } from '../../delta/schema';
import { commonType } from '../functions/coercion';
import type { Expression } from '../syntax/expression';
import { cast } from './cast';
import { compileLiteral } from './compileLiteral';
import { type Environment, faultAt } from './environment';
import { derived, type Typed } from './typed';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

interface Branch {
	readonly when: Typed;
	readonly result: Typed;
}

/** `CASE [operand] WHEN … THEN … [ELSE …] END`. */
export function compileCase(
	{ operand, branches, otherwise, at }: Of<'case'>,
	environment: Environment,
): Typed {
	const { statement } = environment;
	const compared = operand && statement.expression(operand, environment);
	const compiled = branches.map(({ when, result }) => {
		const test = statement.expression(when, environment);
		return {
			when: compared
				? statement.operator('=', [compared, test], environment, when.at)
				: truth(environment, test, when.at),
			result: statement.expression(result, environment),
		};
	});
	return choose(environment, compiled, otherwise && statement.expression(otherwise, environment), at);
}

/** `if(condition, a, b)`. */
export function compileIf({ name, args, at }: Of<'call'>, environment: Environment): Typed {
	const [test, yes, no, ...more] = args.map((arg) => environment.statement.expression(arg, environment));
	if (!test || !yes || !no || more.length > 0) {
		throw faultAt(
			environment,
			at,
			'WRONG_NUM_ARGS.WITHOUT_SUGGESTION',
			`${name} needs 3 arguments and has ${args.length}`,
		);
	}
	return choose(environment, [{ when: truth(environment, test, at), result: yes }], no, at);
}

function truth(environment: Environment, test: Typed, at: number): Typed {
	if (!['boolean', 'void'].includes(test.type.kind)) {
		throw faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
			`expected a boolean here and found ${sqlTypeName(test.type)}`,
		);
	}
	return cast(environment, test, { kind: 'boolean' }, 'implicit', at);
}

function choose(
	environment: Environment,
	branches: readonly Branch[],
	otherwise: Typed | undefined,
	at: number,
): Typed {
	const last = otherwise ?? compileLiteral({ kind: 'literal', type: { kind: 'void' }, value: null });
	const results = [...branches.map((branch) => branch.result), last];
	const type = commonType(results.map((result) => result.type));
	if (!type) {
		const types = results.map((result) => sqlTypeName(result.type).toUpperCase()).join(', ');
		throw faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.DATA_DIFF_TYPES',
			`the branches have types that do not fit together: ${types}`,
		);
	}
	const casts = results.map((result) => cast(environment, result, type, 'implicit', at));
	const write = (of: (typed: Typed) => string) => {
		const texts = branches.map(({ when }, i) => `WHEN ${of(when)} THEN ${of(casts[i] ?? last)}`);
		return `CASE ${texts.join(' ')} ELSE ${of(casts.at(-1) ?? last)} END`;
	};
	return derived([...branches.map((branch) => branch.when), ...casts], {
		text: `(${write((typed) => typed.text)})`,
		type,
		nullable: casts.some((result) => result.nullable),
		key: write((typed) => typed.key),
	});
}
