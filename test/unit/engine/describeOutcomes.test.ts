import { afterAll, beforeAll, expect, it } from 'vitest';
import { detailOutcome } from '../../../src/engine/session/describeOutcomes';
import type { ObjectStore } from '../../../src/storage/objectStore';
import { add, signal, TableFixture } from './tableFixture';

let fixture: TableFixture;
beforeAll(() => {
	fixture = new TableFixture();
});
afterAll(() => fixture.dispose());

it('DESCRIBE DETAIL asks for the time of the last commit only', async () => {
	const engine = await fixture.engine();
	fixture.create('many', [['id', 'long']], []);
	for (let version = 1; version <= 20; version++)
		fixture.commit('many', version, [add(`${version}.parquet`)]);
	const asked: string[] = [];
	const note = <T>(path: string, answer: T): T => {
		asked.push(path);
		return answer;
	};
	const store: ObjectStore = {
		...engine.store,
		list: (folder, options) => note(folder, engine.store.list(folder, options)),
		read: (path, options) => note(path, engine.store.read(path, options)),
		stat: (path, options) => note(path, engine.store.stat(path, options)),
	};
	await engine.withSnapshot({ path: fixture.path('many') }, signal, async (snapshot) => {
		const outcome = await detailOutcome(store, snapshot, signal);
		if (outcome.kind !== 'rows') throw new Error('no rows');
		for await (const [row] of outcome.rows) expect(row?.[6]).toMatch(/^20\d\d-.*Z$/);
	});
	expect(asked).toEqual([`${fixture.path('many')}/_delta_log/00000000000000000020.json`]);
});
