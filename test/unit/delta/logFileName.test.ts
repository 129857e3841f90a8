import { describe, expect, it } from 'vitest';
import { parseLastCheckpoint } from '../../../src/delta/lastCheckpoint';
import {
	classicCheckpointFileName,
	commitFileName,
	multiPartCheckpointFileName,
	parseLogFileName,
} from '../../../src/delta/logFileName';
import { asVersion } from '../../../src/delta/units';

const version = asVersion(12);
const prefix = '00000000000000000012';
const uuid = '80a083e8-7026-4e79-81be-64bd76c43a11';

describe('the name of a log file', () => {
	it.each([
		[`${prefix}.json`, { kind: 'commit', version }],
		[`${prefix}.crc`, { kind: 'checksum', version }],
		[`${prefix}.checkpoint.parquet`, { kind: 'checkpoint', version, form: 'classic' }],
		[`${prefix}.checkpoint.${uuid}.json`, { kind: 'checkpoint', version, form: 'uuid' }],
		[`${prefix}.checkpoint.${uuid}.parquet`, { kind: 'checkpoint', version, form: 'uuid' }],
		[
			`${prefix}.checkpoint.0000000002.0000000003.parquet`,
			{ kind: 'checkpoint', version, form: 'multiPart', part: 2, parts: 3 },
		],
		[`${prefix}.00000000000000000014.compacted.json`, { kind: 'compacted', first: version, last: 14 }],
	])('%s tells what it is', (name, expected) => {
		expect(parseLogFileName(name)).toEqual(expected);
	});

	it.each([
		'12.json',
		`${prefix}.json.tmp`,
		`.${prefix}.json.crc`,
		`${prefix}.${uuid}.json`,
		`${prefix}.checkpoint.json`,
		`${prefix}.checkpoint.0000000000.0000000003.parquet`,
		`${prefix}.checkpoint.0000000004.0000000003.parquet`,
		`${prefix}.checkpoint.1.3.parquet`,
		`${prefix}.${prefix}.compacted.json`,
		`${prefix}.parquet`,
		'99999999999999999999.json',
		'_last_checkpoint',
		'',
	])('%s is unknown', (name) => {
		expect(parseLogFileName(name)).toBeUndefined();
	});

	it('is made as it is read', () => {
		expect(commitFileName(version)).toBe(`${prefix}.json`);
		expect(parseLogFileName(classicCheckpointFileName(version))).toMatchObject({ form: 'classic', version });
		expect(parseLogFileName(multiPartCheckpointFileName(version, 2, 3))).toMatchObject({ part: 2, parts: 3 });
	});
});

describe('the hint to the last checkpoint', () => {
	it('has a version and perhaps parts', () => {
		expect(parseLastCheckpoint('{"version":12,"size":3}')).toEqual({ version });
		expect(parseLastCheckpoint('{"version":12,"size":3,"parts":2,"checksum":"x"}')).toEqual({
			version,
			parts: 2,
		});
		expect(parseLastCheckpoint('{"version":12,"parts":null}')).toEqual({ version });
	});

	it.each([
		'',
		'{',
		'null',
		'[]',
		'{}',
		'{"version":1.5}',
		'{"version":"1"}',
		'{"version":-1}',
		'{"version":1,"parts":0}',
	])('is no hint when it is %s', (text) => {
		expect(parseLastCheckpoint(text)).toBeUndefined();
	});
});
