import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { DeltaError, type Fault } from '../delta/fault';

interface Advice {
	readonly message: string;
	readonly action?: Action;
}

interface Action {
	readonly label: string;
	run(): Thenable<unknown>;
}

/** Whether an error says that somebody gave up, which is an answer and no failure. */
export function isCancellation(error: unknown): boolean {
	return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}

/** A failure in the user's language, in one line. */
export function failureText(error: unknown): string {
	return adviceOn(error).message;
}

/** Reports the failure of a user's action, with one thing to do about it. Cancellation stays silent. */
export async function showFailure(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
	if (isCancellation(error)) return;
	log.error(error instanceof Error ? error : String(error));
	const { message, action } = adviceOn(error);
	const chosen = await vscode.window.showErrorMessage(message, ...(action ? [action.label] : []));
	if (chosen !== undefined) await action?.run();
}

function adviceOn(error: unknown): Advice {
	if (error instanceof DeltaError) return advise(error.fault);
	return {
		message: vscode.l10n.t('Something went wrong in Delta Workbench. The details are in its log.'),
		action: showLog(),
	};
}

/** Turns a fault into words and a next step: the only place where faults become text of the user interface. */
function advise(fault: Fault): Advice {
	const { t } = vscode.l10n;
	switch (fault.code) {
		case 'notADeltaTable':
			return {
				message:
					fault.reason === 'noLog'
						? t('{0} is not a Delta table: it has no _delta_log folder.', fault.path)
						: t(
								'{0} is not a Delta table: its _delta_log folder has no commit and no checkpoint.',
								fault.path,
							),
			};
		case 'tableNotFound':
			return { message: tableNotFoundText(fault) };
		case 'versionNotFound':
			return {
				message: t(
					'Version {0} of {1} does not exist. The log holds versions {2} to {3}.',
					fault.requested,
					fault.path,
					fault.earliest,
					fault.latest,
				),
			};
		case 'missingCommit':
			return { message: t('The commit of version {0} is missing from {1}.', fault.version, fault.path) };
		case 'unsupportedFeatures':
			return { message: unsupportedText(fault) };
		case 'corruptLog':
			return {
				message:
					fault.line === undefined
						? t('The Delta log cannot be read: {0}: {1}', fault.file, fault.reason)
						: t('The Delta log cannot be read: {0}, line {1}: {2}', fault.file, fault.line, fault.reason),
				...openFile(fault.file, fault.line),
			};
		case 'corruptData':
			return { message: t('The data file {0} cannot be read: {1}', fault.file, fault.reason) };
		case 'dataFileNotFound':
			return { message: t('The file {0} belongs to the table {1} but is missing.', fault.file, fault.table) };
		case 'storage':
			return { message: storageText(fault) };
		case 'pathOutsideTable':
			return {
				message: t(
					'The log of {0} names a file outside of the table, which is read in trusted folders only: {1}',
					fault.table,
					fault.file,
				),
				action: {
					label: t('Manage Workspace Trust'),
					run: () => vscode.commands.executeCommand('workbench.trust.manage'),
				},
			};
		case 'tableAlreadyExists':
			return { message: t('The table {0} already exists.', fault.name) };
		case 'concurrentCommit':
			return {
				message: t('Another writer committed version {0} of {1} first.', fault.version, fault.path),
			};
		case 'sql':
			return {
				message:
					fault.position === undefined
						? fault.message
						: t('{0} (line {1}, column {2})', fault.message, fault.position.line, fault.position.column),
			};
		case 'engineStopped':
			return {
				message: t('The Delta engine stopped ({0}). It starts again with your next action.', fault.reason),
				action: showLog(),
			};
	}
}

function tableNotFoundText(fault: Extract<Fault, { code: 'tableNotFound' }>): string {
	const { line, column } = fault.position;
	const suggestions = fault.suggestions.join(', ');
	return suggestions === ''
		? vscode.l10n.t('There is no table named {0} (line {1}, column {2}).', fault.name, line, column)
		: vscode.l10n.t(
				'There is no table named {0} (line {1}, column {2}). Did you mean {3}?',
				fault.name,
				line,
				column,
				suggestions,
			);
}

function unsupportedText(fault: Extract<Fault, { code: 'unsupportedFeatures' }>): string {
	const features = fault.features.join(', ');
	return fault.operation === 'read'
		? vscode.l10n.t('{0} cannot be read: it needs features that are not supported: {1}', fault.path, features)
		: vscode.l10n.t(
				'{0} cannot be written: it needs features that are not supported: {1}',
				fault.path,
				features,
			);
}

function storageText(fault: Extract<Fault, { code: 'storage' }>): string {
	const { t } = vscode.l10n;
	switch (fault.kind) {
		case 'notFound':
			return t('{0} does not exist.', fault.path);
		case 'denied':
			return t('No permission to access {0}.', fault.path);
		case 'full':
			return t('No space left to write {0}.', fault.path);
		case 'unreachable':
			return t('{0} cannot be reached: {1}', fault.path, fault.reason);
	}
}

function showLog(): Action {
	return {
		label: vscode.l10n.t('Show Log'),
		run: () => vscode.commands.executeCommand('delta.showLog'),
	};
}

function openFile(file: string, line: number | undefined): { readonly action?: Action } {
	if (!isAbsolute(file) || !file.endsWith('.json')) return {};
	const at = new vscode.Position((line ?? 1) - 1, 0);
	return {
		action: {
			label: vscode.l10n.t('Open File'),
			run: () =>
				vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at) }),
		},
	};
}
