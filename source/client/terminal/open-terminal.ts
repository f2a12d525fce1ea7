import type {Paths} from '../../base/paths.js';
import {TerminalNote} from '../../link/taken-terminal.js';
import type {ColourDepth} from '../compositor/colour.js';
import {leaveSequence} from './modes.js';
import {Terminal, type TerminalOptions} from './terminal.js';

/** The person's terminal, which the daemon puts back should this process be killed. */
export function openTerminal({paths, colours, ...options}: Omit<TerminalOptions, 'note'> & {paths: Paths; colours: ColourDepth}): Terminal {
	// Switches off what may never have been switched on, too.
	const restore = leaveSequence({keyboardPushed: true, marginsSet: true, cursorColored: colours === 'full'});
	return new Terminal({...options, note: new TerminalNote({paths, fd: (options.stdout as {fd?: number}).fd ?? 1, restore})});
}
