import { sqlTypeName } from '../../delta/schema';
import type { OperatorName } from '../operatorNames';
import type { Expression, Literal, SortItem, WindowReference } from '../syntax/expression';
import { frameText } from './frameText';

/** How the columns are shown that a dotted name means. */
type NameOf = (parts: readonly string[]) => string;

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** The name that Spark gives a column whose expression has no alias. */
export function prettyName(expression: Expression, nameOf: NameOf): string {
	const show = (part: Expression): string => prettyName(part, nameOf);
	const list = (parts: readonly Expression[]): string => parts.map(show).join(', ');
	switch (expression.kind) {
		case 'literal':
			return prettyLiteral(expression);
		case 'interval':
			return expression.text.replace(/^interval/i, 'INTERVAL');
		case 'name':
			return nameOf(expression.parts);
		case 'star':
			return '*';
		case 'call':
			return prettyCall(expression, show);
		case 'operator':
			return prettyOperator(expression, show);
		case 'and':
		case 'or': {
			const word = expression.kind.toUpperCase();
			return expression.args.map(show).reduce((left, right) => `(${left} ${word} ${right})`);
		}
		case 'not':
			return `(NOT ${show(expression.arg)})`;
		case 'isNull':
			return `(${show(expression.arg)} IS ${expression.negated ? 'NOT ' : ''}NULL)`;
		case 'isBoolean':
			return prettyTest(expression, show);
		case 'between':
			return `between(${list([expression.arg, expression.low, expression.high])})`;
		case 'in':
			return `(${show(expression.arg)} IN (${list(expression.list)}))`;
		case 'inQuery':
			return `(${show(expression.arg)} IN (listquery()))`;
		case 'exists':
			return 'exists()';
		case 'scalarQuery':
			return 'scalarsubquery()';
		case 'case':
			return prettyCase(expression, show);
		case 'cast': {
			const word = expression.mode === 'try' ? 'TRY_CAST' : 'CAST';
			return `${word}(${show(expression.arg)} AS ${sqlTypeName(expression.type).toUpperCase()})`;
		}
		case 'field':
			return `${show(expression.arg)}.${expression.name}`;
		case 'row':
			return `struct(${list(expression.items)})`;
		case 'lambda':
			return `lambdafunction(${[expression.body, ...expression.parameters.map(asName)].map(show).join(', ')})`;
		case 'named':
			return `${show(expression.arg)} AS ${expression.name}`;
	}
}

function asName(name: string): Expression {
	return { kind: 'name', at: 0, parts: [name] };
}

type Show = (part: Expression) => string;

function prettyLiteral({ type, value }: Literal): string {
	if (value === null) return 'NULL';
	switch (type.kind) {
		case 'float':
		case 'double':
			return prettyDouble(Number(value));
		case 'date':
		case 'timestamp':
		case 'timestamp_ntz':
			return `${type.kind.toUpperCase()} '${value}'`;
		case 'binary':
			return `X'${value.toUpperCase()}'`;
		default:
			return value;
	}
}

/** As Java prints it: `1000.0`, `1.0E10`. */
function prettyDouble(value: number): string {
	const size = Math.abs(value);
	if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
		const [mantissa = '', exponent = ''] = value.toExponential().split('e');
		return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
	}
	return Number.isInteger(value) ? `${value}.0` : String(value);
}

function prettyTest({ arg, value, negated }: Of<'isBoolean'>, show: Show): string {
	const test = value === null ? `(${show(arg)} IS NULL)` : `(${show(arg)} <=> ${value})`;
	return negated ? `(NOT ${test})` : test;
}

function prettyCase({ operand, branches, otherwise }: Of<'case'>, show: Show): string {
	const texts = branches.map(({ when, result }) => {
		const test = operand ? `(${show(operand)} = ${show(when)})` : show(when);
		return `WHEN ${test} THEN ${show(result)}`;
	});
	return `CASE ${texts.join(' ')}${otherwise ? ` ELSE ${show(otherwise)}` : ''} END`;
}

const operatorForms: Readonly<Partial<Record<OperatorName, string>>> = {
	'<>': '(NOT ($0 = $1))',
	'||': 'concat($0, $1)',
	negative: '(- $0)',
	positive: '(+ $0)',
	'~': '~$0',
	like: '$0 LIKE $1',
	ilike: 'ilike($0, $1)',
	rlike: 'RLIKE($0, $1)',
	'[]': '$0[$1]',
};

function prettyOperator({ name, args, pretty }: Of<'operator'>, show: Show): string {
	const form = pretty ?? operatorForms[name] ?? `($0 ${name} $1)`;
	const suffix = (name === 'like' || name === 'ilike') && args[2] ? ` ESCAPE '${show(args[2])}'` : '';
	const text = form.replace(/\$(\d)/g, (_, index: string) => {
		const arg = args[Number(index)];
		return arg ? show(arg) : '';
	});
	return text + suffix;
}

/** The functions whose names Spark shows in capitals, however they are written. */
const capitals: ReadonlySet<string> = new Set([
	...[
		'acos',
		'acosh',
		'asin',
		'asinh',
		'atan',
		'atan2',
		'atanh',
		'cbrt',
		'ceil',
		'cos',
		'cosh',
		'cot',
		'csc',
	],
	...['degrees', 'exp', 'expm1', 'floor', 'log10', 'log1p', 'log2', 'power', 'radians', 'sec', 'sin', 'sinh'],
	...['sqrt', 'tan', 'tanh', 'rank', 'dense_rank', 'percent_rank'],
]);

function prettyCall(call: Of<'call'>, show: Show): string {
	const lower = call.name.toLowerCase();
	const name = capitals.has(lower) ? lower.toUpperCase() : lower;
	const args = call.star ? '1' : call.args.map(show).join(', ');
	const text = `${name}(${call.distinct ? 'DISTINCT ' : ''}${args})`;
	if (lower === 'if') return `(IF(${args}))`;
	const filter = call.filter ? ` FILTER (WHERE ${show(call.filter)})` : '';
	return `${text}${filter}${call.over ? ` OVER ${prettyWindow(lower, call.over, show)}` : ''}`;
}

function prettyWindow(name: string, window: WindowReference, show: Show): string {
	if (window.kind === 'named') return window.name;
	const partitions = window.partitionBy.map(show).join(', ');
	const order = window.orderBy.map((item) => prettySort(item, show)).join(', ');
	const parts = [
		partitions && `PARTITION BY ${partitions}`,
		order && `ORDER BY ${order}`,
		window.frame ? frameText(window.frame, show) : defaultFrame(name, order !== ''),
	];
	return `(${parts.filter((part) => part !== '').join(' ')})`;
}

const ranking: ReadonlySet<string> = new Set(['row_number', 'rank', 'dense_rank', 'percent_rank', 'ntile']);

function defaultFrame(name: string, ordered: boolean): string {
	if (ranking.has(name)) return 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
	return ordered
		? 'RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW'
		: 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
}

function prettySort({ expression, descending, nullsFirst }: SortItem, show: Show): string {
	return `${show(expression)} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
}
