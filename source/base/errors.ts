/**
What a person can be told: one clear sentence, and how to mend it.

Everything that can be expected to go wrong (bad input, a missing program, a full disk) is thrown as one of these;
the command line prints `message` and `hint` and exits with `exitCode`. Anything else that is thrown is a broken
assumption of ours and may show a stack.
*/
export class MillwrightError extends Error {
	/** A stable name for programs, e.g. `not-a-repository`. */
	readonly code: string;
	/** How to mend it: one sentence, an imperative. */
	readonly hint: string | undefined;
	/** The process exit code that a command ends with; never 0. */
	readonly exitCode: number;

	constructor(code: string, message: string, options: {hint?: string; cause?: unknown; exitCode?: number} = {}) {
		super(message, {cause: options.cause});
		this.name = 'MillwrightError';
		this.code = code;
		this.hint = options.hint;
		this.exitCode = options.exitCode ?? 1;
	}
}

/** What crosses a socket of an error: never a stack, never a cause. */
export type ErrorReply = {code: string; message: string; hint?: string};

export function toErrorReply(error: unknown): ErrorReply {
	if (error instanceof MillwrightError) {
		return {code: error.code, message: error.message, ...(error.hint === undefined ? {} : {hint: error.hint})};
	}

	return {code: 'internal', message: error instanceof Error ? error.message : String(error)};
}

export function fromErrorReply(reply: ErrorReply): MillwrightError {
	return new MillwrightError(reply.code, reply.message, reply.hint === undefined ? {} : {hint: reply.hint});
}
