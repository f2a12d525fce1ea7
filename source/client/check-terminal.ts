import type {ReadStream, WriteStream} from 'node:tty';
import {MillwrightError} from '../base/errors.js';

export type TerminalFacts = {stdin: ReadStream; stdout: WriteStream; environment: Readonly<Record<string, string | undefined>>};

/** Throws when there is no terminal that could be drawn in. */
export function checkTerminal({stdin, stdout, environment}: TerminalFacts): void {
	if (!stdin.isTTY || !stdout.isTTY) {
		const which = stdin.isTTY ? 'The output' : 'The input';
		throw new MillwrightError('no-terminal', `${which} is not a terminal, and this is drawn in one.`, {
			hint: 'Run it in a terminal; over ssh with `ssh -t`. Without one, `millwright ls`, `show`, `run` and `export` print plain lines.',
		});
	}

	if (environment['TERM'] === 'dumb') {
		throw new MillwrightError('no-terminal', 'The terminal says of itself (TERM=dumb) that it cannot place text.', {hint: 'Use another terminal, or set TERM to what it really is.'});
	}
}
