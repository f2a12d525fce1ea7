import {Grid, type Area} from '../../screen/grid.js';
import {placedOf} from './draw-pane.js';
import {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';

export type {ScrolledView} from './scrolled-view.js';

/** A view of the end of a session's history. What its pane shows now is shown until the lines have come. */
export function openView(pane: SessionPane, area: Area): ScrolledView {
	const {topLine, lostLines, grid} = pane.screen;
	const view = new ScrolledView(pane.lastingHistory, {height: area.height, ...(pane.isLive ? {total: topLine + grid.rows, oldest: lostLines} : {total: 0})});
	const placed = pane.isLive ? placedOf(pane, undefined, area) : undefined;
	if (placed !== undefined) {
		const shown = new Grid({cols: grid.cols, rows: Math.min(area.height, grid.rows - placed.y)}, grid.styles);
		for (let y = 0; y < shown.rows; y++) {
			shown.copyRow(y, grid, placed.y + y);
		}

		view.grid = shown;
		view.first = placed.line;
	}

	return view;
}
