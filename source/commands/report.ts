import {flagOption, type Invocation} from './command.js';

/** Prints a result as JSON when --json asks for it, else in words. */
export function report(invocation: Invocation, value: unknown, words: () => string): void {
	const {print} = invocation.context;
	if (flagOption(invocation.options, 'json')) {
		print.json(value);
	} else {
		print.line(words());
	}
}
