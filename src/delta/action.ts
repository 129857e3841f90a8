import type {
	Action,
	AddFile,
	CommitInfo,
	DeletionVectorDescriptor,
	DomainMetadata,
	Metadata,
	Protocol,
	RemoveFile,
	SetTransaction,
} from './actions';
import { JsonFields } from './jsonFields';

/**
 * Parses one line of a commit.
 *
 * Most lines hold one action; an object with several is several actions. Fields and actions that are not known are
 * ignored, since a breaking change must be announced as a table feature. Integers are JSON numbers and so exact to
 * 2^53, which sizes, times, versions and row ids stay below.
 *
 * @param file the commit's location and `line` its line, counted from 1, for errors.
 * @throws {DeltaError} `corruptLog` when the line is not one JSON object, or a field is missing or of a wrong type.
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#actions
 */
export function parseAction(text: string, file: string, line: number): readonly Action[] {
	const fields = JsonFields.parse(text, file, line);
	const actions: Action[] = [];
	for (const [kind, body] of fields.entries()) {
		const parse = parsers.get(kind);
		if (parse && body !== null) actions.push(parse(fields.nested(kind)));
	}
	return actions;
}

const parsers: ReadonlyMap<string, (body: JsonFields) => Action> = new Map([
	['protocol', (body: JsonFields): Action => ({ kind: 'protocol', ...protocolOf(body) })],
	['metaData', (body: JsonFields): Action => ({ kind: 'metaData', ...metadataOf(body) })],
	['add', (body: JsonFields): Action => ({ kind: 'add', ...addOf(body) })],
	['remove', (body: JsonFields): Action => ({ kind: 'remove', ...removeOf(body) })],
	['txn', (body: JsonFields): Action => ({ kind: 'txn', ...transactionOf(body) })],
	['domainMetadata', (body: JsonFields): Action => ({ kind: 'domainMetadata', ...domainOf(body) })],
	['commitInfo', (body: JsonFields): Action => ({ kind: 'commitInfo', ...commitInfoOf(body) })],
]);

const emptySchema = '{"type":"struct","fields":[]}';

function protocolOf(body: JsonFields): Protocol {
	return {
		minReaderVersion: body.integer('minReaderVersion'),
		minWriterVersion: body.integer('minWriterVersion'),
		...body.optional('readerFeatures', () => body.strings('readerFeatures')),
		...body.optional('writerFeatures', () => body.strings('writerFeatures')),
	};
}

function metadataOf(body: JsonFields): Metadata {
	const format = body.nested('format');
	return {
		id: body.string('id'),
		...body.optional('name', () => body.string('name')),
		...body.optional('description', () => body.string('description')),
		format: {
			provider: format.string('provider'),
			options: format.has('options') ? format.stringMap('options') : {},
		},
		// Tables without columns exist, and their writers leave the schema out.
		schemaString: body.has('schemaString') ? body.string('schemaString') : emptySchema,
		partitionColumns: body.strings('partitionColumns'),
		configuration: body.has('configuration') ? body.stringMap('configuration') : {},
		...body.optional('createdTime', () => body.millis('createdTime')),
	};
}

function addOf(body: JsonFields): AddFile {
	return {
		path: body.string('path'),
		partitionValues: body.nullableStringMap('partitionValues'),
		size: body.integer('size'),
		modificationTime: body.millis('modificationTime'),
		dataChange: body.boolean('dataChange'),
		...body.optional('stats', () => body.string('stats')),
		...body.optional('tags', () => body.nullableStringMap('tags')),
		...deletionVectorOf(body),
		...body.optional('baseRowId', () => body.integer('baseRowId')),
		...body.optional('defaultRowCommitVersion', () => body.integer('defaultRowCommitVersion')),
		...body.optional('clusteringProvider', () => body.string('clusteringProvider')),
	};
}

function removeOf(body: JsonFields): RemoveFile {
	return {
		path: body.string('path'),
		dataChange: body.boolean('dataChange'),
		...body.optional('deletionTimestamp', () => body.millis('deletionTimestamp')),
		...body.optional('extendedFileMetadata', () => body.boolean('extendedFileMetadata')),
		...body.optional('partitionValues', () => body.nullableStringMap('partitionValues')),
		...body.optional('size', () => body.integer('size')),
		...body.optional('stats', () => body.string('stats')),
		...deletionVectorOf(body),
	};
}

function deletionVectorOf(body: JsonFields): { readonly deletionVector?: DeletionVectorDescriptor } {
	return body.optional('deletionVector', () => {
		const descriptor = body.nested('deletionVector');
		const storageType = descriptor.string('storageType');
		if (storageType !== 'u' && storageType !== 'p' && storageType !== 'i') {
			throw descriptor.invalid('storageType', 'u, p or i');
		}
		return {
			storageType,
			pathOrInlineDv: descriptor.string('pathOrInlineDv'),
			...descriptor.optional('offset', () => descriptor.integer('offset')),
			sizeInBytes: descriptor.integer('sizeInBytes'),
			cardinality: descriptor.integer('cardinality'),
		};
	});
}

function transactionOf(body: JsonFields): SetTransaction {
	return {
		appId: body.string('appId'),
		version: body.integer('version'),
		...body.optional('lastUpdated', () => body.millis('lastUpdated')),
	};
}

function domainOf(body: JsonFields): DomainMetadata {
	return {
		domain: body.string('domain'),
		configuration: body.string('configuration'),
		removed: body.boolean('removed'),
	};
}

/** Writers put whatever they like into a commitInfo; a field of an unexpected type counts as absent. */
function commitInfoOf(body: JsonFields): CommitInfo {
	return {
		...body.ifType('timestamp', 'millis'),
		...body.ifType('inCommitTimestamp', 'millis'),
		...body.ifType('operation', 'string'),
		...body.ifType('operationParameters', 'record'),
		...body.ifType('operationMetrics', 'record'),
		...body.ifType('userId', 'string'),
		...body.ifType('userName', 'string'),
		...body.ifType('userMetadata', 'string'),
		...body.ifType('engineInfo', 'string'),
		...body.ifType('isolationLevel', 'string'),
		...body.ifType('isBlindAppend', 'boolean'),
		...body.ifType('readVersion', 'integer'),
		...body.ifType('txnId', 'string'),
	};
}
