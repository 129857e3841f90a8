import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { themes } from '../themes.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** What axe objects to; it asks for the page's own violations first, because it makes some itself. */
async function objections(editor) {
	if (!editor.isChecked) await editor.assertClean();
	editor.isChecked = true;
	const session = await editor.page.context().newCDPSession(editor.page);
	await session.send('Runtime.evaluate', { expression: `${axe};0` });
	return editor.page.evaluate(async (tags) => {
		const { violations } = await globalThis.axe.run(document, { runOnly: tags });
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
		);
	}, rules);
}

export const accessibilityCases = [
	...Object.keys(themes).map((theme) => ({
		name: `has nothing for axe to object to in the ${theme} theme`,
		async run(editor) {
			await editor.openRows({ theme, table: 'orders' });
			await editor.press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
			await editor.page.mouse.move(1, 1);
			await editor.page.waitForTimeout(400);
			await editor.screenshot(`data-${theme}`);
			await editor.tab('Schema');
			await editor.screenshot(`schema-${theme}`);
			await editor.tab('History');
			await editor.page.getByRole('listbox').getByRole('option').first().waitFor();
			await editor.page.waitForTimeout(200);
			await editor.screenshot(`history-${theme}`);
			assert.deepEqual(await objections(editor), []);
			await editor.tab('Schema');
			assert.deepEqual(await objections(editor), []);
			await editor.tab('Data');
			await editor.press('Tab');
			await editor.grid.focus();
			await editor.press('Enter');
			assert.deepEqual(await objections(editor), []);
		},
	})),
	{
		name: 'stays usable in a window 300 pixels wide',
		options: { viewport: { width: 300, height: 500 } },
		async run(editor) {
			await editor.openRows();
			await editor.press('Enter');
			await editor.page.getByLabel('Whole value').waitFor();
			await editor.screenshot('narrow-data');
			const { height } = await editor.grid.boundingBox();
			assert.ok(height > 90, `the grid is ${height} pixels high`);
			await editor.tab('Schema');
			await editor.screenshot('narrow-schema');
			await editor.tab('History');
			await editor.page.getByRole('listbox').getByRole('option').first().waitFor();
			await editor.screenshot('narrow-history');
			const overflow = await editor.page.evaluate(() => document.documentElement.scrollWidth);
			assert.ok(overflow <= 300, `the page is ${overflow} pixels wide`);
		},
	},
	{
		name: 'runs no animation for those who want none',
		options: { reducedMotion: 'reduce' },
		async run(editor) {
			await editor.open({ delay: 1000 });
			await editor.page.getByText('Opening the table…').waitFor();
			const names = await editor.page.evaluate(
				() =>
					document.getAnimations().filter((animation) => animation.effect.getTiming().iterations === Infinity)
						.length,
			);
			assert.equal(names, 0);
		},
	},
];
