import { describe, expect, it } from 'vitest';
import type { Metadata, Protocol } from '../../../src/delta/actions';
import { columnMappingMode, fieldId, physicalName } from '../../../src/delta/columnMapping';
import {
	assertReadable,
	assertWritable,
	supportedFeatures,
	tableFeatures,
} from '../../../src/delta/features';
import { protocol as base, faultOf, metaData, tablePath } from './memoryLog';

const legacy = (minReaderVersion: number, minWriterVersion: number): Protocol => ({
	minReaderVersion,
	minWriterVersion,
});
const listed = (readerFeatures: readonly string[], writerFeatures = readerFeatures): Protocol => ({
	...legacy(3, 7),
	readerFeatures,
	writerFeatures,
});
const writerOnly = (...writerFeatures: readonly string[]): Protocol => ({ ...legacy(1, 7), writerFeatures });
const table: Metadata = metaData.metaData;
const configured = (configuration: Record<string, string>): Metadata => ({ ...table, configuration });
const withField = (metadata: object, wrap: (type: object) => object = (type) => type): Metadata => ({
	...table,
	schemaString: JSON.stringify(
		wrap({ type: 'struct', fields: [{ name: 'a', type: 'long', nullable: true, metadata }] }),
	),
});
const nested = (type: object): object => ({
	type: 'struct',
	fields: [
		{
			name: 'm',
			type: {
				type: 'map',
				keyType: 'string',
				valueType: { type: 'array', elementType: type, containsNull: true },
				valueContainsNull: true,
			},
			nullable: true,
			metadata: {},
		},
	],
});
const refused = async (run: () => void): Promise<unknown> => {
	const fault = await faultOf(run);
	return (fault as { readonly features?: unknown }).features;
};

describe('the protocol of a table that is read', () => {
	it.each([
		legacy(1, 2),
		legacy(2, 6),
		legacy(1, 99),
		listed(['columnMapping', 'deletionVectors', 'timestampNtz', 'vacuumProtocolCheck']),
		listed([], ['icebergCompatV2', 'rowTracking', 'clustering', 'unknown to writers']),
		writerOnly('checkConstraints'),
	])('is accepted: %o', (protocol) => {
		expect(() => assertReadable(protocol, table, tablePath)).not.toThrow();
	});

	it.each([
		[legacy(0, 2), ['reader version 0']],
		[legacy(4, 7), ['reader version 4']],
		[
			listed(['deletionVectors', 'v2Checkpoint', 'new', 'typeWidening']),
			['v2Checkpoint', 'new', 'typeWidening'],
		],
		[{ ...legacy(5, 7), readerFeatures: ['new'] }, ['reader version 5', 'new']],
		[{ ...legacy(1, 7), readerFeatures: ['new'] }, ['new']],
		[{ ...listed([]), minWriterVersion: 5 }, ['reader version 3 with writer version 5']],
		[{ ...legacy(3, 7), writerFeatures: [] }, ['reader version 3 without a list of features']],
	])('is refused by the names of all that is not supported: %o', async (protocol, features) => {
		expect(await faultOf(() => assertReadable(protocol, undefined, tablePath))).toEqual({
			code: 'unsupportedFeatures',
			path: tablePath,
			operation: 'read',
			features,
		});
	});

	it('is refused when the files are not Parquet', async () => {
		const orc = { ...table, format: { provider: 'orc', options: {} } };
		expect(await refused(() => assertReadable(base.protocol, orc, tablePath))).toEqual(['format orc']);
	});
});

describe('the protocol of a table that is appended to', () => {
	it.each([
		[legacy(1, 2), configured({ 'delta.appendOnly': 'true' })],
		[legacy(2, 6), configured({ 'delta.enableChangeDataFeed': 'true' })],
		[legacy(2, 6), withField({ comment: 'x' }, nested)],
		[legacy(2, 5), configured({ 'delta.columnMapping.mode': 'name' })],
		[listed(['deletionVectors', 'timestampNtz', 'vacuumProtocolCheck']), table],
		[writerOnly('domainMetadata', 'inCommitTimestamp', 'icebergCompatV1', 'allowColumnDefaults'), table],
		[writerOnly('appendOnly'), withField({ 'delta.invariants': '{}' })],
		[legacy(1, 2), configured({ 'delta.columnMapping.mode': 'name', 'delta.constraints.x': 'a > 0' })],
	])('is accepted while nothing asks more of writers: %o', (protocol, metadata) => {
		expect(() => assertWritable(protocol, metadata, tablePath)).not.toThrow();
	});

	it.each([
		[legacy(1, 2), withField({ 'delta.invariants': '{}' }), ['invariants']],
		[legacy(1, 2), withField({ 'delta.invariants': '{}' }, nested), ['invariants']],
		[legacy(1, 3), configured({ 'delta.constraints.positive': 'a > 0' }), ['checkConstraints']],
		[legacy(1, 4), withField({ 'delta.generationExpression': 'b + 1' }), ['generatedColumns']],
		[legacy(1, 6), withField({ 'delta.identity.step': 1 }), ['identityColumns']],
		[writerOnly('allowColumnDefaults'), withField({ CURRENT_DEFAULT: '1' }), ['allowColumnDefaults']],
		[
			writerOnly('inCommitTimestamp'),
			configured({ 'delta.enableInCommitTimestamps': 'true' }),
			['inCommitTimestamp'],
		],
		[writerOnly('checkpointProtection'), table, ['checkpointProtection']],
		[writerOnly('rowTracking', 'clustering', 'new'), table, ['rowTracking', 'clustering', 'new']],
		[legacy(1, 8), table, ['writer version 8']],
		[legacy(1, 0), table, ['writer version 0']],
		[legacy(1, 7), table, ['writer version 7 without a list of features']],
	])('is refused by name otherwise: %o', async (protocol, metadata, features) => {
		expect(await faultOf(() => assertWritable(protocol, metadata, tablePath))).toEqual({
			code: 'unsupportedFeatures',
			path: tablePath,
			operation: 'write',
			features,
		});
	});

	it('must be readable too', async () => {
		expect(await faultOf(() => assertWritable(listed(['v2Checkpoint']), table, tablePath))).toMatchObject({
			operation: 'read',
		});
	});
});

describe('table features', () => {
	it('have each one entry', () => {
		expect(new Set(tableFeatures.map(({ name }) => name)).size).toBe(tableFeatures.length);
	});

	it('are those that a version implies, or those listed', () => {
		expect(supportedFeatures(legacy(1, 3))).toEqual(['appendOnly', 'invariants', 'checkConstraints']);
		expect(supportedFeatures(listed(['deletionVectors'], ['deletionVectors', 'appendOnly']))).toEqual([
			'deletionVectors',
			'appendOnly',
		]);
	});

	it('of writers never keep anybody from reading', () => {
		expect(tableFeatures.filter(({ kind, canRead }) => kind === 'writer' && !canRead)).toEqual([]);
	});
});

describe('column mapping', () => {
	const mapped = configured({ 'delta.columnMapping.mode': 'Name' });
	const field = {
		name: 'a',
		type: { kind: 'long' },
		nullable: true,
		metadata: { 'delta.columnMapping.id': 4, 'delta.columnMapping.physicalName': 'col-x' },
	} as const;

	it('counts only where the protocol supports it', () => {
		expect(columnMappingMode(legacy(1, 2), mapped, tablePath)).toBe('none');
		expect(columnMappingMode(listed([]), mapped, tablePath)).toBe('none');
		expect(columnMappingMode(legacy(2, 5), mapped, tablePath)).toBe('name');
		expect(columnMappingMode(listed(['columnMapping']), mapped, tablePath)).toBe('name');
		expect(columnMappingMode(legacy(2, 5), table, tablePath)).toBe('none');
	});

	it('is refused in a mode that nobody knows', async () => {
		const odd = configured({ 'delta.columnMapping.mode': 'odd' });
		expect(await faultOf(() => columnMappingMode(legacy(2, 5), odd, tablePath))).toMatchObject({
			code: 'corruptLog',
		});
	});

	it('names columns in files by their physical names', () => {
		expect(physicalName(field, 'none')).toBe('a');
		expect(physicalName(field, 'name')).toBe('col-x');
		expect(physicalName(field, 'id')).toBe('col-x');
		expect(physicalName({ ...field, metadata: {} }, 'name')).toBe('a');
		expect(fieldId(field)).toBe(4);
		expect(fieldId({ ...field, metadata: { 'delta.columnMapping.id': '4' } })).toBeUndefined();
	});
});
