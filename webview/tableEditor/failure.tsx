import { DeltaError, errorClassOf, hintsFor } from '../../src/delta/fault';

interface FailureProps {
	/** What could not be done, as the start of a sentence. */
	readonly what: string;
	readonly error: unknown;
	readonly onRetry: () => void;
	/** Offers the latest version in place of the one that failed. */
	readonly onLatest?: (() => void) | undefined;
}

/** A whole tab's place for what could not be loaded. */
export function Failure({ what, error, onRetry, onLatest }: FailureProps) {
	const { errorClass, message, hints } = explain(error);
	return (
		<div class="failure" role="alert">
			<span class="codicon codicon-error failure-icon" aria-hidden="true" />
			<div class="failure-text">
				<h2>{what}</h2>
				<p class="failure-message">{message}</p>
				{hints.map((hint) => (
					<p class="failure-hint" key={hint}>
						{sentence(hint)}
					</p>
				))}
				{errorClass && <code class="failure-class">{errorClass}</code>}
				<div class="failure-actions">
					<button type="button" class="button" onClick={onRetry}>
						Retry
					</button>
					{onLatest && (
						<button type="button" class="link" onClick={onLatest}>
							Show the latest version
						</button>
					)}
				</div>
			</div>
		</div>
	);
}

/** One line over the grid, which keeps showing the rows that it has. */
export function FailureBar({ what, error, onRetry }: FailureProps) {
	const { errorClass, message } = explain(error);
	return (
		<div class="failure-bar" role="alert">
			<span class="codicon codicon-error failure-icon" aria-hidden="true" />
			<span class="failure-bar-text" title={errorClass ? `${errorClass}: ${message}` : message}>
				<strong>{what}</strong> {message} {errorClass && <code class="failure-class">{errorClass}</code>}
			</span>
			<button type="button" class="button" onClick={onRetry}>
				Retry
			</button>
		</div>
	);
}

interface Explanation {
	readonly errorClass?: string;
	readonly message: string;
	readonly hints: readonly string[];
}

function explain(error: unknown): Explanation {
	if (error instanceof DeltaError) {
		const { fault } = error;
		return { errorClass: errorClassOf(fault), message: sentence(error.message), hints: hintsFor(fault) };
	}
	if (error instanceof DOMException && error.name === 'AbortError') {
		return { message: 'The request was cancelled.', hints: [] };
	}
	const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
	return { message: `Something went wrong: ${firstLine}`, hints: ['the log of Delta Workbench has more'] };
}

function sentence(text: string): string {
	const capital = /^[a-z]+\s/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
	return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}
