import {decodeScreenUpdate} from '../../protocol/screen-update.js';
import type {Size} from '../../protocol/holder.js';
import type {Grid} from '../../screen/grid.js';
import {Screen} from '../../screen/screen.js';
import type {StyleTable} from '../../screen/style.js';
import {takeHanded} from './handed.js';

export type Standing = {
	/** Whether the terminal has all modes of a floor. */
	isTaken: boolean;
	/** What it shows, as far as is known. */
	first: Grid | undefined;
};

/** What the terminal of this process is like now: as a shell has it, or with a picture of the floor that was drawn before the program was loaded. */
export function standing(size: Size, styles: StyleTable): Standing {
	const handed = takeHanded();
	if (handed?.size.cols !== size.cols || handed.size.rows !== size.rows) {
		return {isTaken: handed !== undefined, first: undefined};
	}

	const screen = new Screen(styles);
	screen.apply(decodeScreenUpdate(handed.update));
	return {isTaken: true, first: screen.grid};
}
