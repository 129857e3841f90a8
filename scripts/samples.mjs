import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './setUp/root.mjs';
import { runCommand } from './setUp/runCommand.mjs';

export const samplesFolder = path.join(root, 'samples');
export const samplesNotebook = 'first steps.delta.sql';

/**
 * Writes the sample tables and a notebook about them into a folder, unless it is there. Needs the built command line.
 *
 * @param {string} [folder]
 */
export async function ensureSamples(folder = samplesFolder) {
	if (existsSync(folder)) return;
	console.log(`Writing sample tables into ${path.relative(process.cwd(), folder)}`);
	mkdirSync(path.dirname(folder), { recursive: true });
	const unfinished = mkdtempSync(`${folder}-`);
	try {
		await runCommand(process.execPath, [path.join(root, 'dist/cli.js'), 'samples', unfinished], {
			quiet: true,
		});
		writeFileSync(path.join(unfinished, samplesNotebook), notebook);
		renameSync(unfinished, folder);
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
}

const notebook = `-- Databricks notebook source
-- MAGIC %md
-- MAGIC # First steps
-- MAGIC Run a cell with Shift+Enter. Tables are found by the names of their folders.

-- COMMAND ----------

SELECT 1 + 1 AS two, upper('delta') AS shout

-- COMMAND ----------

SELECT status, count(*) AS orders, sum(total) AS total
FROM orders_5m
GROUP BY status
ORDER BY status

-- COMMAND ----------

SELECT count(*) AS events FROM events VERSION AS OF 3
`;
