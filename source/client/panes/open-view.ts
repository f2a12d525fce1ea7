import {Grid, type Area} from '../../screen/grid.js';
import {placedOf} from './draw-pane.js';
import {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';

export type {ScrolledView} from './scrolled-view.js';

/**
A view of the end of a session's history. What its pane shows now is shown until the lines have come; where it is `held` nothing is fetched
until it is moved, and it stands where the screen stood.
*/
export function openView(pane: SessionPane, area: Area, how?: 'held'): ScrolledView {
	const {topLine, lostLines, grid} = pane.screen;
	const placed = pane.isLive ? placedOf(pane, undefined, area) : undefined;
	const rows = placed === undefined ? area.height : Math.min(area.height, grid.rows - placed.y);
	const isHeld = how === 'held' && placed !== undefined;
	const view = new ScrolledView(pane.lastingHistory, {
		height: isHeld ? rows : area.height,
		...(pane.isLive ? {total: topLine + grid.rows, oldest: lostLines} : {total: 0}),
		...(isHeld ? {held: {top: placed.line, x: placed.x}} : {}),
	});
	if (placed !== undefined) {
		const shown = new Grid({cols: grid.cols, rows}, grid.styles);
		for (let y = 0; y < shown.rows; y++) {
			shown.copyRow(y, grid, placed.y + y);
		}

		view.grid = shown;
		view.first = placed.line;
	}

	if (!isHeld) {
		void view.fetch();
	}

	return view;
}
