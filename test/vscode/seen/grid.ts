import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { tableEditor } from '../../../scripts/vscode/workbench.mjs';

/** The table editor in view, as a person meets it. */
export class EditorPage {
	readonly frame: FrameLocator;
	readonly grid: Locator;

	constructor(page: Page) {
		this.frame = tableEditor(page);
		this.grid = this.frame.getByRole('grid');
	}

	/** Waits until the editor shows this table with its rows. */
	async shows(table: string): Promise<void> {
		await this.frame.getByRole('heading', { name: table, exact: true }).waitFor({ timeout: 60_000 });
		await this.grid.locator('.grid-row:not([aria-busy])').first().waitFor({ timeout: 60_000 });
	}

	/** The texts of the visible cells of a row, which is counted from 1, once the row has arrived. */
	async row(number: number): Promise<readonly string[]> {
		const row = this.grid.locator(`[role="row"][aria-rowindex="${number + 1}"]:not([aria-busy])`);
		await row.getByRole('gridcell').first().waitFor({ timeout: 30_000 });
		return row.getByRole('gridcell').allInnerTexts();
	}

	/** A cell's text; both are counted from 1. */
	async cell(row: number, column: number): Promise<string> {
		const cell = this.grid.locator(
			`[role="row"][aria-rowindex="${row + 1}"]:not([aria-busy]) [aria-colindex="${column + 1}"]`,
		);
		return cell.innerText();
	}

	/** Names of the columns in view. */
	async columns(): Promise<readonly string[]> {
		return this.grid.locator('.grid-head-label').allInnerTexts();
	}

	async goToRow(row: number): Promise<void> {
		const box = this.frame.getByLabel('Go to row', { exact: true });
		await box.fill(String(row));
		await box.press('Enter');
	}

	async showTab(name: 'Data' | 'Schema' | 'History'): Promise<void> {
		await this.frame.getByRole('tab', { name }).click();
	}

	/** The failure in place of the rows: exactly one, with its class and message. */
	async failure(): Promise<{ readonly errorClass: string; readonly message: string }> {
		const alert = this.frame.getByRole('alert').filter({ visible: true });
		await alert.first().waitFor({ timeout: 30_000 });
		expect(await alert.count()).toBe(1);
		return {
			errorClass: await alert.locator('.failure-class').innerText(),
			message: await alert.innerText(),
		};
	}
}
