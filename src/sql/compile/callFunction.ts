import { DeltaError } from '../../delta/fault';
import { type DataType, sqlTypeName } from '../../delta/schema';
import type { CallWriter, Overload, SparkFunction } from '../functions/sparkFunction';
import { type OperatorName, operatorNames } from '../operatorNames';
import { positionAt } from '../positionAt';
import type { Expression } from '../syntax/expression';
import { cast } from './cast';
import { type Environment, faultAt } from './environment';
import { nearNames } from './nearNames';
import { derived, type Typed } from './typed';

/** An argument: a value, or a lambda that waits for the types of its parameters. */
export type Argument = Typed | Lambda;
export type Lambda = Extract<Expression, { kind: 'lambda' }>;

export interface Call {
	readonly name: string;
	readonly args: readonly Argument[];
	readonly at: number;
	/** Writes DuckDB's call where it is more than `name(args)`. */
	readonly write?: CallWriter;
}

const plainCall: CallWriter = (name, args) => `${name}(${args.join(', ')})`;

/** @throws {DeltaError} `sql` `UNRESOLVED_ROUTINE` when the function is not supported. */
export function functionNamed(environment: Environment, name: string, at: number): SparkFunction {
	const { functions } = environment.statement;
	const found = functions.functionNamed(name);
	if (found) return found;
	const near = nearNames(
		name,
		functions.functionNames().filter((candidate) => /^\w+$/.test(candidate)),
	);
	throw faultAt(
		environment,
		at,
		'UNRESOLVED_ROUTINE',
		`there is no function ${name}, or it is not supported`,
		near.length > 0 ? [`did you mean ${near.join(', ')}?`] : [],
	);
}

/** A call by the first overload that takes the arguments, with the arguments cast to what it asks for. */
export function callFunction(environment: Environment, fn: SparkFunction, call: Call): Typed {
	try {
		for (const overload of fn.overloads) {
			const typed = callOverload(environment, fn, overload, call);
			if (typed) return typed;
		}
	} catch (error) {
		throw positioned(error, environment, call.at);
	}
	throw misfit(environment, fn, call);
}

function callOverload(
	environment: Environment,
	fn: SparkFunction,
	overload: Overload,
	{ name, args, at, write = plainCall }: Call,
): Typed | undefined {
	const values = args.filter(isTyped);
	const lambdas = args.filter((arg): arg is Lambda => !isTyped(arg));
	if (lambdas.length > 0 !== (overload.lambdas !== undefined)) return undefined;
	const constants = values.map((value) => value.constant);
	const types = overload.coerce(
		values.map((value) => value.type),
		constants,
	);
	if (!types) return undefined;
	const cased = values.map((value, i) => cast(environment, value, types[i] ?? value.type, 'implicit', at));
	const arities = lambdas.map((lambda) => lambda.parameters.length);
	const parameterTypes = overload.lambdas?.(types, arities) ?? [];
	const bodies = lambdas.map((lambda, i) => compileLambda(environment, lambda, parameterTypes[i] ?? []));
	const texts = args.map((arg) => {
		const part = isTyped(arg) ? cased[values.indexOf(arg)] : bodies[lambdas.indexOf(arg)];
		if (!part) throw new Error('an argument is lost');
		return part.text;
	});
	const parts = [...cased, ...bodies];
	const lambdaResults = bodies.map((body) => body.type);
	return derived(parts, {
		text: `(${overload.duckdb(texts, types, write, constants)})`,
		type: overload.result(types, lambdaResults, constants),
		nullable: isNullable(fn, name, cased),
		key: `${fn.names[0]}(${parts.map((part) => part.key).join(', ')})`,
	});
}

function isTyped(arg: Argument): arg is Typed {
	return 'text' in arg;
}

const operators: ReadonlySet<string> = new Set<OperatorName>(operatorNames);

/** A function of values that are not NULL may still give NULL; an operator does not. */
function isNullable(fn: SparkFunction, name: string, args: readonly Typed[]): boolean {
	if (fn.neverNull) return false;
	if (fn.kind !== 'scalar' || !operators.has(name) || name === '[]') return true;
	return args.some((arg) => arg.nullable);
}

/** `lambda x: body`. */
function compileLambda(environment: Environment, lambda: Lambda, types: readonly DataType[]): Typed {
	if (lambda.parameters.length !== types.length) {
		throw faultAt(
			environment,
			lambda.at,
			'INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH',
			`this lambda function has ${lambda.parameters.length} parameters and must have ${types.length}`,
		);
	}
	const { statement, lambdaVariables } = environment;
	const depth = lambdaVariables.size;
	const names = lambda.parameters.map(() => statement.unique('x'));
	const inside = new Map(lambdaVariables);
	lambda.parameters.forEach((parameter, i) => {
		inside.set(parameter.toLowerCase(), {
			text: names[i] ?? '',
			type: types[i] ?? { kind: 'void' },
			nullable: true,
			key: `lambda ${depth}.${i}`,
			hasAggregate: false,
			hasWindow: false,
			ungrouped: [],
		});
	});
	const body = statement.expression(lambda.body, { ...environment, lambdaVariables: inside });
	if (body.hasAggregate || body.hasWindow) {
		throw faultAt(
			environment,
			lambda.at,
			'UNSUPPORTED_FEATURE.LAMBDA_FUNCTION_WITH_AGGREGATE',
			'a lambda function cannot hold an aggregate or window function',
		);
	}
	return { ...body, text: `lambda ${names.join(', ')}: ${body.text}`, key: `lambda ${body.key}` };
}

/** No overload fits: if none would take that many arguments, their number is wrong, else their types. */
function misfit(environment: Environment, fn: SparkFunction, { name, args, at }: Call): Error {
	const values = args.filter(isTyped);
	const count = args.length;
	const untyped = values.map((): DataType => ({ kind: 'void' }));
	const constants = values.map((value) => value.constant);
	const possible = [values.map((value) => value.type), untyped].some((types) =>
		fn.overloads.some((overload) => overload.coerce(types, constants)),
	);
	const types = values.map((value) => sqlTypeName(value.type).toUpperCase()).join(', ');
	if (possible || /^\W+$/.test(name)) {
		return faultAt(
			environment,
			at,
			'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
			`${name} cannot be applied to ${types === '' ? 'these arguments' : `(${types})`}`,
		);
	}
	const takesOther = fn.overloads.some((overload) =>
		[0, 1, 2, 3, 4].some(
			(other) =>
				other !== count &&
				overload.coerce(
					Array.from({ length: other }, (): DataType => ({ kind: 'void' })),
					[],
				),
		),
	);
	return faultAt(
		environment,
		at,
		takesOther ? 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION' : 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
		takesOther
			? `${name} cannot be called with ${count} argument${count === 1 ? '' : 's'}`
			: `${name} cannot be applied to (${types})`,
	);
}

/** What the registry refuses, it refuses without knowing where. */
function positioned(error: unknown, { statement }: Environment, at: number): unknown {
	if (!(error instanceof DeltaError) || error.fault.code !== 'sql' || error.fault.position) return error;
	return new DeltaError({ ...error.fault, position: positionAt(statement.text, at) }, { cause: error });
}
