import type { SqlPosition } from '../../delta/fault';
import { positionAt } from '../positionAt';
import { sqlError } from '../sqlError';
import type { TableReference } from '../statement';
import type { Expression } from './expression';
import type { QueryNode } from './query';
import { isReserved } from './reservedWords';
import type { Token } from './token';

/** How deep expressions and queries may nest: what the stack and DuckDB bear with room to spare. */
const maximumDepth = 150;
/** How many operators of a kind may follow each other; AND and OR have no limit. */
const maximumChain = 250;

/** The rules that call each other across files. */
export interface Grammar {
	readonly expression: (parser: Parser) => Expression;
	readonly query: (parser: Parser) => QueryNode;
}

/** Reads the tokens of one statement from left to right. */
export class Parser {
	readonly text: string;
	readonly #tokens: readonly Token[];
	readonly #grammar: Grammar;
	readonly #tables: TableReference[] = [];
	readonly #commonTables: string[] = [];
	#index = 0;
	#depth = 0;

	/** @param tokens ending with an `end` token. */
	constructor(text: string, tokens: readonly Token[], grammar: Grammar) {
		this.text = text;
		this.#tokens = tokens;
		this.#grammar = grammar;
	}

	/** The token `ahead` places after the next one; the `end` token after the last. */
	peek(ahead = 0): Token {
		const token = this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
		if (!token) throw new Error('a token list ends with an end token');
		return token;
	}

	next(): Token {
		const token = this.peek();
		if (this.#index < this.#tokens.length - 1) this.#index++;
		return token;
	}

	/** Whether the next tokens are these words (upper case) or symbols. */
	at(...expected: readonly string[]): boolean {
		return expected.every((value, ahead) => matches(this.peek(ahead), value));
	}

	/** Reads these words or symbols if they come next. */
	accept(...expected: readonly string[]): boolean {
		if (!this.at(...expected)) return false;
		for (let i = 0; i < expected.length; i++) this.next();
		return true;
	}

	/** Reads one of these words or symbols if it comes next. */
	acceptOneOf(values: readonly string[]): string | undefined {
		return values.find((value) => this.accept(value));
	}

	expect(...expected: readonly string[]): void {
		for (const value of expected) if (!this.accept(value)) throw this.unexpected(`expected ${value}`);
	}

	/** A name, quoted or not; any word will do. */
	identifier(): string {
		const token = this.peek();
		if (token.kind !== 'word' && token.kind !== 'quotedIdentifier') throw this.unexpected('expected a name');
		return this.next().value;
	}

	/** Whether a name comes next that is not a word with a meaning of its own at this place. */
	atFreeName(): boolean {
		const token = this.peek();
		return token.kind === 'quotedIdentifier' || (token.kind === 'word' && !isReserved(token.value));
	}

	string(): string {
		if (this.peek().kind !== 'string') throw this.unexpected('expected a string');
		return this.next().value;
	}

	/** A whole number that a version or a limit can be. */
	integer(): number {
		const token = this.peek();
		if (token.kind !== 'number' || !/^\d{1,15}$/.test(token.value)) {
			throw this.unexpected('expected a whole number');
		}
		return Number(this.next().value);
	}

	list<T>(item: () => T): readonly T[] {
		const items = [item()];
		while (this.accept(',')) items.push(item());
		return items;
	}

	parenthesised<T>(content: () => T): T {
		this.expect('(');
		const result = content();
		this.expect(')');
		return result;
	}

	/** Reads with `rule`, or goes back to where it began if the rule gives `undefined`. */
	attempt<T>(rule: () => T | undefined): T | undefined {
		const start = this.#index;
		const result = rule();
		if (result === undefined) this.#index = start;
		return result;
	}

	/** Reads something that may hold more of its own kind. */
	nested<T>(content: () => T): T {
		if (this.#depth >= maximumDepth) throw this.#tooDeep(maximumDepth);
		this.#depth++;
		const result = content();
		this.#depth--;
		return result;
	}

	/** Checks the length of a chain of operators, which nests to the left. */
	chain(length: number): void {
		if (length > maximumChain) throw this.#tooDeep(maximumChain);
	}

	expression(): Expression {
		return this.nested(() => this.#grammar.expression(this));
	}

	query(): QueryNode {
		return this.nested(() => this.#grammar.query(this));
	}

	position(token = this.peek()): SqlPosition {
		return positionAt(this.text, token.start);
	}

	/** A syntax error at the next token. */
	unexpected(detail?: string): Error {
		const token = this.peek();
		const what =
			token.kind === 'end' ? 'the end of the statement' : `'${this.text.slice(token.start, token.end)}'`;
		return sqlError(
			'PARSE_SYNTAX_ERROR',
			`syntax error at ${what}${detail === undefined ? '' : `: ${detail}`}`,
			this.position(token),
		);
	}

	/** Notes a table that the query reads, unless it is the name of a common table expression that is visible here. */
	noteTable(table: TableReference): void {
		const [name, ...more] = table.parts ?? [];
		const common = name !== undefined && more.length === 0 && this.#commonTables.includes(name.toLowerCase());
		if (!common) this.#tables.push(table);
	}

	/** Makes a common table expression visible until the query that `withCommonTables` reads ends. */
	addCommonTable(name: string): void {
		this.#commonTables.push(name.toLowerCase());
	}

	withCommonTables<T>(query: () => T): T {
		const visible = this.#commonTables.length;
		const result = query();
		this.#commonTables.length = visible;
		return result;
	}

	/** The tables noted so far; emptied. */
	takeTables(): readonly TableReference[] {
		return this.#tables.splice(0);
	}

	#tooDeep(limit: number): Error {
		return sqlError(
			'QUERY_TOO_DEEPLY_NESTED',
			`this statement nests more than ${limit} levels deep`,
			this.position(),
		);
	}
}

function matches(token: Token, expected: string): boolean {
	if (token.kind === 'symbol') return token.value === expected;
	return token.kind === 'word' && token.value.toUpperCase() === expected;
}
