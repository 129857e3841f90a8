import { isRecord } from '../base/isRecord';
import { DeltaError } from './fault';
import { asEpochMillis, type EpochMillis } from './units';

/** The loose types of `JsonFields.ifType`, by name. */
interface LooseTypes {
	readonly string: string;
	readonly boolean: boolean;
	readonly integer: number;
	readonly millis: EpochMillis;
	readonly record: Readonly<Record<string, unknown>>;
}

const looseTests: { readonly [T in keyof LooseTypes]: (value: unknown) => boolean } = {
	string: (value) => typeof value === 'string',
	boolean: (value) => typeof value === 'boolean',
	integer: Number.isInteger,
	millis: Number.isInteger,
	record: isRecord,
};

/**
 * The fields of a JSON object in a log file, each read as the type that the protocol gives it. JSON null counts as
 * absent. A field that is missing or of another type is `corruptLog`, naming file, line and field.
 */
export class JsonFields {
	readonly #json: Readonly<Record<string, unknown>>;
	readonly #file: string;
	readonly #line: number;
	/** Path of this object inside its line, for errors: `add.deletionVector`. */
	readonly #path: string;

	private constructor(json: Readonly<Record<string, unknown>>, file: string, line: number, path: string) {
		this.#json = json;
		this.#file = file;
		this.#line = line;
		this.#path = path;
	}

	/** @throws {DeltaError} `corruptLog` unless `text` is one JSON object. */
	static parse(text: string, file: string, line: number): JsonFields {
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch (cause) {
			throw new DeltaError(
				{ code: 'corruptLog', file, line, reason: 'the line is not one JSON object' },
				{ cause },
			);
		}
		if (isRecord(json)) return new JsonFields(json, file, line, '');
		throw new DeltaError({ code: 'corruptLog', file, line, reason: 'the line is not a JSON object' });
	}

	entries(): readonly (readonly [string, unknown])[] {
		return Object.entries(this.#json);
	}

	has(name: string): boolean {
		return this.#json[name] !== undefined && this.#json[name] !== null;
	}

	/** `{ [name]: read() }`, or nothing when the field is absent: made for spreading. */
	optional<N extends string, T>(name: N, read: () => T): { readonly [K in N]?: T } {
		return this.has(name) ? ({ [name]: read() } as { readonly [K in N]?: T }) : {};
	}

	/** Like `optional`, but a value of another type counts as absent instead of being an error. */
	ifType<N extends string, T extends keyof LooseTypes>(
		name: N,
		type: T,
	): { readonly [K in N]?: LooseTypes[T] } {
		const value = this.#json[name];
		return looseTests[type](value) ? ({ [name]: value } as { readonly [K in N]?: LooseTypes[T] }) : {};
	}

	string(name: string): string {
		const value = this.#json[name];
		if (typeof value !== 'string') throw this.invalid(name, 'a string');
		return value;
	}

	boolean(name: string): boolean {
		const value = this.#json[name];
		if (typeof value !== 'boolean') throw this.invalid(name, 'a boolean');
		return value;
	}

	integer(name: string): number {
		const value = this.#json[name];
		if (typeof value !== 'number' || !Number.isInteger(value)) throw this.invalid(name, 'an integer');
		return value;
	}

	millis(name: string): EpochMillis {
		return asEpochMillis(this.integer(name));
	}

	strings(name: string): readonly string[] {
		const value = this.#json[name];
		if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
			throw this.invalid(name, 'an array of strings');
		}
		return value;
	}

	stringMap(name: string): Readonly<Record<string, string>> {
		const value = this.#json[name];
		if (!isRecord(value) || !Object.values(value).every((item) => typeof item === 'string')) {
			throw this.invalid(name, 'a map of strings');
		}
		return value as Readonly<Record<string, string>>;
	}

	nullableStringMap(name: string): Readonly<Record<string, string | null>> {
		const value = this.#json[name];
		if (
			!isRecord(value) ||
			!Object.values(value).every((item) => typeof item === 'string' || item === null)
		) {
			throw this.invalid(name, 'a map of strings');
		}
		return value as Readonly<Record<string, string | null>>;
	}

	nested(name: string): JsonFields {
		const value = this.#json[name];
		if (!isRecord(value)) throw this.invalid(name, 'an object');
		return new JsonFields(value, this.#file, this.#line, this.#pathOf(name));
	}

	invalid(name: string, expected: string): DeltaError {
		const problem = this.has(name) ? `is not ${expected}` : 'is missing';
		return new DeltaError({
			code: 'corruptLog',
			file: this.#file,
			line: this.#line,
			reason: `${this.#pathOf(name)} ${problem}`,
		});
	}

	#pathOf(name: string): string {
		return this.#path === '' ? name : `${this.#path}.${name}`;
	}
}
