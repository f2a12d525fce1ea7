import type {Area, Grid} from '../../screen/grid.js';
import {placedOf} from './draw-pane.js';
import type {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';
import type {Ground} from './words.js';

/** Where on the floor a session is, and what part of its history is looked at. */
export type Surroundings = {
	area: Area;
	view: () => ScrolledView | undefined;
	/** One that is held stands still, and in the place of what is shown. */
	open: (how?: 'held') => ScrolledView | undefined;
	/** Back to what the program shows now. */
	leave: (view: ScrolledView) => void;
};

// Lines that are fetched for one: whoever looks for the end of a word or a line asks for the next ones too.
const fetched = 100;

/** The lines of a session for one step of a selection. What is seen is taken as it is seen; what is not is fetched. */
export function groundOf(pane: SessionPane, {area, view}: Pick<Surroundings, 'area' | 'view'>): Ground {
	let kept: {first: number; grid: Grid} | undefined;
	const keptRow = (line: number) => kept !== undefined && line >= kept.first && line < kept.first + kept.grid.rows ? {grid: kept.grid, y: line - kept.first} : undefined;
	const {grid, topLine, lostLines} = pane.screen;
	return {
		oldest: view()?.oldest ?? lostLines,
		total: view()?.total ?? (topLine + grid.rows),
		height: area.height,
		async row(line) {
			const placed = placedOf(pane, view(), area);
			const y = placed === undefined ? -1 : line - placed.line + placed.y;
			if (placed !== undefined && y >= 0 && y < placed.grid.rows) {
				return {grid: placed.grid, y};
			}

			if (line >= 0 && keptRow(line) === undefined) {
				kept = await pane.history?.lines(line - (line % fetched), fetched);
			}

			return keptRow(line);
		},
	};
}
