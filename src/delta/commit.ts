import type { Action } from './actions';

/**
 * The text of a commit file: one action a line, the commit info first, as in-commit timestamps require it; the
 * other actions keep their order.
 *
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#delta-log-entries
 */
export function serializeCommit(actions: readonly Action[]): string {
	const infos = actions.filter(({ kind }) => kind === 'commitInfo');
	const others = actions.filter(({ kind }) => kind !== 'commitInfo');
	return [...infos, ...others].map((action) => `${serializeAction(action)}\n`).join('');
}

/** One action as its line in a commit, without the line feed. */
function serializeAction({ kind, ...body }: Action): string {
	return JSON.stringify({ [kind]: body });
}
