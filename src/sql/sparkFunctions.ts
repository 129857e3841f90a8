import type { FunctionRegistry } from './compile/environment';
import { functionNamed, functionNames } from './functions/registry';

/** Spark's functions and operators, as far as they are supported. */
export const sparkFunctions: FunctionRegistry = { functionNamed, functionNames };
