import type * as vscode from 'vscode';

/** Runs `work` with a signal that follows `token`; below src/vscode, cancellation is always an `AbortSignal`. */
export async function withSignal<T>(
	token: vscode.CancellationToken,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	const subscription = token.onCancellationRequested(() => controller.abort());
	if (token.isCancellationRequested) controller.abort();
	try {
		return await work(controller.signal);
	} finally {
		subscription.dispose();
	}
}
