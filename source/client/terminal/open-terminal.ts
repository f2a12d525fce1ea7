import type {Paths} from '../../base/paths.js';
import {TerminalNote} from '../../link/taken-terminal.js';
import type {Grid, Size} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import type {ColourDepth} from '../compositor/colour.js';
import {takeHanded} from '../herald/handed.js';
import {standing} from '../herald/standing.js';
import {leaveSequence} from './modes.js';
import {Terminal, type TerminalOptions} from './terminal.js';

export type Opening = Omit<TerminalOptions, 'note' | 'takes'> & {paths: Paths; colours: ColourDepth; size: Size; styles: StyleTable};

/** The person's terminal, which the daemon puts back should this process be killed. `first` is what stands in it already. */
export function openTerminal({paths, colours, size, styles, ...options}: Opening): {terminal: Terminal; first: Grid | undefined} {
	// Switches off what may never have been switched on, too.
	const restore = leaveSequence({keyboardPushed: true, marginsSet: true, cursorColored: colours === 'full'});
	// It may have got another size since the floor was begun to be made.
	const {columns: cols, rows} = options.stdout;
	const first = cols === size.cols && rows === size.rows ? standing(size, styles) : undefined;
	const terminal = new Terminal({...options, takes: takeHanded, note: new TerminalNote({paths, fd: (options.stdout as {fd?: number}).fd ?? 1, restore})});
	return {terminal, first};
}
