import { positionAt } from '../positionAt';
import { sqlError } from '../sqlError';
import type { Parser } from './parser';

/** An `sql` fault that names the place `at`, an offset in the parser's text. */
export function syntaxError(parser: Parser, errorClass: string, message: string, at: number): Error {
	return sqlError(errorClass, message, positionAt(parser.text, at));
}
