import type { DataType } from '../../delta/schema';
import { commonType } from '../functions/coercion';
import type { Expression } from '../syntax/expression';
import { callFunction, functionNamed } from './callFunction';
import { cast } from './cast';
import { compileCall } from './compileCall';
import { compileCase, compileIf } from './compileCase';
import { compileLiteral } from './compileLiteral';
import { compileStruct } from './compileStruct';
import { compileExists, compileInQuery, compileScalarQuery } from './compileSubquery';
import { type Environment, faultAt } from './environment';
import { addInterval } from './intervalArithmetic';
import { resolveName, withFields } from './resolveName';
import { derived, type Typed } from './typed';

/** Resolves an expression and writes it for DuckDB. */
export function compileExpression(expression: Expression, environment: Environment): Typed {
	const typed = compileKind(expression, environment);
	return environment.groupingKeys?.get(typed.key) ?? typed;
}

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

function compileKind(expression: Expression, environment: Environment): Typed {
	const { statement } = environment;
	switch (expression.kind) {
		case 'literal':
			return compileLiteral(expression);
		case 'name':
			return resolveName(environment, expression.parts, expression.at);
		case 'operator':
			return compileOperator(expression, environment);
		case 'call':
			return compileNamedCall(expression, environment);
		case 'and':
		case 'or':
			return compileLogical(expression, environment);
		case 'not': {
			const arg = compileTruth(expression.arg, environment);
			return derived([arg], { ...arg, text: `(NOT ${arg.text})`, key: `not ${arg.key}` });
		}
		case 'isNull':
		case 'isBoolean':
			return compileTest(expression, environment);
		case 'between':
			return compileBetween(expression, environment);
		case 'in':
			return compileIn(expression, environment);
		case 'inQuery':
			return compileInQuery(expression, environment);
		case 'exists':
			return compileExists(expression, environment);
		case 'scalarQuery':
			return compileScalarQuery(expression, environment);
		case 'case':
			return compileCase(expression, environment);
		case 'cast': {
			const arg = statement.expression(expression.arg, environment);
			return cast(environment, arg, expression.type, expression.mode, expression.at);
		}
		case 'field': {
			const arg = statement.expression(expression.arg, environment);
			return withFields(environment, arg, [expression.name], expression.at);
		}
		case 'row':
			return compileStruct(expression.items, environment);
		default:
			throw misplaced(expression, environment);
	}
}

function misplaced(
	{ kind, at }: Of<'star' | 'interval' | 'lambda' | 'named'>,
	environment: Environment,
): Error {
	switch (kind) {
		case 'star':
			return faultAt(environment, at, 'INVALID_USAGE_OF_STAR_OR_REGEX', '* cannot be used here');
		case 'interval':
			return faultAt(
				environment,
				at,
				'UNSUPPORTED_FEATURE.INTERVAL',
				'an interval can only be added to or subtracted from a date or timestamp',
			);
		case 'lambda':
			return faultAt(
				environment,
				at,
				'INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION',
				'a lambda function can only be an argument of a function that takes one',
			);
		case 'named':
			return faultAt(
				environment,
				at,
				'UNSUPPORTED_FEATURE.NAMED_ARGUMENT',
				'an argument can only be named with AS in struct(…)',
			);
	}
}

function compileNamedCall(call: Of<'call'>, environment: Environment): Typed {
	switch (call.name.toLowerCase()) {
		case 'if':
		case 'iff':
			return compileIf(call, environment);
		case 'struct':
			return compileStruct(call.args, environment);
		default:
			return compileCall(call, environment);
	}
}

function compileOperator({ name, args, at }: Of<'operator'>, environment: Environment): Typed {
	const sum = intervalSum(name, args);
	if (sum) {
		const value = environment.statement.expression(sum.value, environment);
		return addInterval(environment, value, sum.interval, name === '+' ? 1 : -1, at);
	}
	const typed = args.map((arg) => environment.statement.expression(arg, environment));
	return environment.statement.operator(name, typed, environment, at);
}

/** `value + interval`, `interval + value` or `value - interval`, if that is what it is. */
function intervalSum(name: string, [left, right]: readonly Expression[]) {
	if (!left || !right || (name !== '+' && name !== '-')) return undefined;
	if (right.kind === 'interval') return { value: left, interval: right };
	return left.kind === 'interval' && name === '+' ? { value: right, interval: left } : undefined;
}

/** See `StatementContext.operator`. */
export function compileRegistered(
	name: string,
	args: readonly Typed[],
	environment: Environment,
	at: number,
): Typed {
	return callFunction(environment, functionNamed(environment, name, at), { name, args, at });
}

const booleanType: DataType = { kind: 'boolean' };

function compileTruth(expression: Expression, environment: Environment): Typed {
	const typed = environment.statement.expression(expression, environment);
	if (!['boolean', 'void', 'string'].includes(typed.type.kind)) {
		throw faultAt(
			environment,
			expression.at,
			'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
			`expected a boolean here and found ${typed.type.kind}`,
		);
	}
	return cast(environment, typed, booleanType, 'implicit', expression.at);
}

function compileLogical({ kind, args }: Of<'and' | 'or'>, environment: Environment): Typed {
	const parts = args.map((arg) => compileTruth(arg, environment));
	const word = ` ${kind.toUpperCase()} `;
	return derived(parts, {
		text: `(${parts.map((part) => part.text).join(word)})`,
		type: booleanType,
		nullable: parts.some((part) => part.nullable),
		key: `(${parts.map((part) => part.key).join(word)})`,
	});
}

function compileTest(expression: Of<'isNull' | 'isBoolean'>, environment: Environment): Typed {
	const { arg, negated } = expression;
	const isNull = expression.kind === 'isNull' || expression.value === null;
	const typed =
		expression.kind === 'isNull'
			? environment.statement.expression(arg, environment)
			: compileTruth(arg, environment);
	const test = isNull
		? `IS${negated ? ' NOT' : ''} NULL`
		: `IS${negated ? '' : ' NOT'} DISTINCT FROM ${expression.value}`;
	return derived([typed], {
		text: `(${typed.text} ${test})`,
		type: booleanType,
		nullable: false,
		key: `${typed.key} ${test}`,
	});
}

function compileBetween({ arg, low, high, at }: Of<'between'>, environment: Environment): Typed {
	const { statement } = environment;
	const value = statement.expression(arg, environment);
	const above = statement.operator('>=', [value, statement.expression(low, environment)], environment, at);
	const below = statement.operator('<=', [value, statement.expression(high, environment)], environment, at);
	return derived([above, below], {
		text: `(${above.text} AND ${below.text})`,
		type: booleanType,
		nullable: above.nullable || below.nullable,
		key: `${above.key} between ${below.key}`,
	});
}

function compileIn({ arg, list, at }: Of<'in'>, environment: Environment): Typed {
	const all = [arg, ...list].map((item) => environment.statement.expression(item, environment));
	const type = commonType(all.map((typed) => typed.type));
	if (!type || type.kind === 'map') {
		throw faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.DATA_DIFF_TYPES',
			'the values of IN have types that cannot be compared',
		);
	}
	const parts = all.map((typed) => cast(environment, typed, type, 'implicit', at));
	const texts = parts.map((part, i) => (i > 0 && shortInteger(all[i], type)) || part.text);
	return derived(parts, {
		text: `(${texts[0]} IN (${texts.slice(1).join(', ')}))`,
		type: booleanType,
		nullable: parts.some((part) => part.nullable),
		key: `in(${parts.map((part) => part.key).join(', ')})`,
	});
}

/** A literal without its cast, where DuckDB gives it the type of what it is compared with: lists can be very long. */
function shortInteger(typed: Typed | undefined, target: DataType): string | undefined {
	const isInteger = typed?.type.kind === 'integer' && (target.kind === 'integer' || target.kind === 'long');
	return isInteger && typed.constant !== undefined && /^\d+$/.test(typed.constant)
		? typed.constant
		: undefined;
}
