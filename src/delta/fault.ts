import type { Version } from './units';

/** Where in a SQL text something stands; both count from 1, `column` in UTF-16 code units. */
export interface SqlPosition {
	readonly line: number;
	readonly column: number;
}

/**
 * Everything that can go wrong with a table or a statement, as data.
 *
 * One member per *reaction* a caller can have, not per place that throws. Faults are plain JSON, so they cross
 * process and webview borders unchanged, where `instanceof` would not.
 */
export type Fault =
	| { readonly code: 'notADeltaTable'; readonly path: string; readonly reason: 'noLog' | 'emptyLog' }
	| {
			readonly code: 'tableNotFound';
			readonly name: string;
			/** Where the statement names it. */
			readonly position: SqlPosition;
			readonly suggestions: readonly string[];
	  }
	| {
			readonly code: 'versionNotFound';
			readonly path: string;
			readonly requested: Version;
			readonly earliest: Version;
			readonly latest: Version;
	  }
	/** A commit that the requested version needs is not there. */
	| { readonly code: 'missingCommit'; readonly path: string; readonly version: Version }
	| {
			readonly code: 'unsupportedFeatures';
			readonly path: string;
			readonly operation: 'read' | 'write';
			readonly features: readonly string[];
	  }
	/** `line` counts from 1; absent for files that have no lines. */
	| { readonly code: 'corruptLog'; readonly file: string; readonly line?: number; readonly reason: string }
	| { readonly code: 'corruptData'; readonly file: string; readonly reason: string }
	| { readonly code: 'dataFileNotFound'; readonly file: string; readonly table: string }
	| {
			readonly code: 'storage';
			readonly kind: 'notFound' | 'denied' | 'full' | 'unreachable';
			readonly path: string;
			readonly reason: string;
	  }
	/** The path of a file in the log leads out of its table, and the session may not read there. */
	| { readonly code: 'pathOutsideTable'; readonly table: string; readonly file: string }
	| { readonly code: 'tableAlreadyExists'; readonly name: string }
	/** Another writer took the version that this commit was to be. */
	| { readonly code: 'concurrentCommit'; readonly path: string; readonly version: Version }
	/** A statement that is wrong or asks for what is not supported; `errorClass` is Spark's where Spark has one. */
	| {
			readonly code: 'sql';
			readonly errorClass: string;
			readonly message: string;
			readonly position?: SqlPosition;
			readonly hints?: readonly string[];
	  }
	/** The engine process ended while it worked. */
	| { readonly code: 'engineStopped'; readonly reason: string };

/** The one error class of the engine. A bug in our own code stays a plain `Error`. */
export class DeltaError extends Error {
	override readonly name = 'DeltaError';
	readonly fault: Fault;

	constructor(fault: Fault, options?: ErrorOptions) {
		super(describeFault(fault), options);
		this.fault = fault;
	}
}

/** Delta's (or Spark's) error class of a fault, as `delta` prints it. */
export function errorClassOf(fault: Fault): string {
	switch (fault.code) {
		case 'notADeltaTable':
			return 'DELTA_TABLE_NOT_FOUND';
		case 'tableNotFound':
			return 'TABLE_OR_VIEW_NOT_FOUND';
		case 'versionNotFound':
			return 'DELTA_VERSION_NOT_FOUND';
		case 'missingCommit':
			return 'DELTA_VERSIONS_NOT_CONTIGUOUS';
		case 'unsupportedFeatures':
			return fault.operation === 'read'
				? 'DELTA_UNSUPPORTED_FEATURES_FOR_READ'
				: 'DELTA_UNSUPPORTED_FEATURES_FOR_WRITE';
		case 'corruptLog':
			return 'DELTA_LOG_CORRUPTED';
		case 'corruptData':
			return 'DELTA_DATA_FILE_CORRUPTED';
		case 'dataFileNotFound':
			return 'DELTA_FILE_NOT_FOUND_DETAILED';
		case 'storage':
			return fault.kind === 'denied' ? 'DELTA_STORAGE_ACCESS_DENIED' : 'DELTA_STORAGE_FAILED';
		case 'pathOutsideTable':
			return 'DELTA_PATH_OUTSIDE_TABLE';
		case 'tableAlreadyExists':
			return 'DELTA_TABLE_ALREADY_EXISTS';
		case 'concurrentCommit':
			return 'DELTA_CONCURRENT_WRITE';
		case 'sql':
			return fault.errorClass;
		case 'engineStopped':
			return 'DELTA_ENGINE_STOPPED';
	}
}

/** One English sentence, for the command line, notebooks and logs. */
export function describeFault(fault: Fault): string {
	switch (fault.code) {
		case 'notADeltaTable':
			return fault.reason === 'noLog'
				? `${fault.path} is not a Delta table: it has no _delta_log folder`
				: `${fault.path} is not a Delta table: its _delta_log folder has no commit and no checkpoint`;
		case 'tableNotFound':
			return `there is no table or view named ${fault.name}${place(fault.position)}`;
		case 'versionNotFound':
			return `version ${fault.requested} of ${fault.path} does not exist; available are ${fault.earliest} to ${fault.latest}`;
		case 'missingCommit':
			return `${fault.path}: the commit of version ${fault.version} is missing from the log`;
		case 'unsupportedFeatures':
			return `cannot ${fault.operation} ${fault.path}: unsupported table features ${fault.features.join(', ')}`;
		case 'corruptLog':
			return `${fault.file}${fault.line === undefined ? '' : `:${fault.line}`}: ${fault.reason}`;
		case 'corruptData':
			return `${fault.file}: ${fault.reason}`;
		case 'dataFileNotFound':
			return `${fault.file} is part of ${fault.table} but is missing`;
		case 'storage':
			return `${fault.path}: ${fault.reason}`;
		case 'pathOutsideTable':
			return `${fault.file} lies outside of its table ${fault.table}`;
		case 'tableAlreadyExists':
			return `${fault.name} already exists`;
		case 'concurrentCommit':
			return `another writer committed version ${fault.version} of ${fault.path} first`;
		case 'sql':
			return fault.message + (fault.position ? place(fault.position) : '');
		case 'engineStopped':
			return `the engine process stopped: ${fault.reason}`;
	}
}

/** What the user can do about a fault; one short sentence each. */
export function hintsFor(fault: Fault): readonly string[] {
	switch (fault.code) {
		case 'notADeltaTable':
			return ['name the folder that holds _delta_log'];
		case 'tableNotFound':
			return fault.suggestions.length > 0
				? [`did you mean ${fault.suggestions.join(' or ')}?`]
				: ['name a table by path with delta.`/path/to/table`'];
		case 'versionNotFound':
			return [`choose a version from ${fault.earliest} to ${fault.latest}`];
		case 'missingCommit':
			return ['restore the missing file, or read a version before it'];
		case 'unsupportedFeatures':
			return ['use an engine that supports these features'];
		case 'corruptLog':
			return ['restore the file from a backup, or read a version before it'];
		case 'dataFileNotFound':
		case 'corruptData':
			return ['restore the file from a backup, or read a version that does not need it'];
		case 'storage':
			return fault.kind === 'denied' ? ['check the permissions of the folder'] : [];
		case 'concurrentCommit':
			return ['run the statement again'];
		case 'sql':
			return fault.hints ?? [];
		case 'engineStopped':
			return ['run it again: the engine starts anew'];
		case 'pathOutsideTable':
			return ['trust the folder that the table is in, if you know who made it'];
		case 'tableAlreadyExists':
			return [];
	}
}

function place({ line, column }: SqlPosition): string {
	return ` (line ${line}, column ${column})`;
}
