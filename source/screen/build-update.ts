import type {ScreenUpdate, UpdateRow} from '../protocol/screen-update.js';
import type {ScreenEngine} from './engine.js';
import {Grid} from './grid.js';
import {encodeRow, UpdateStyles} from './row-codec.js';

/** What changed on the screen since `base`, as of the engine's last `refresh`. */
export function buildUpdate(engine: ScreenEngine, base: number): ScreenUpdate {
	const styles = new UpdateStyles();
	const rows = engine.rowsChangedSince(base).map(y => encodeRow({grid: engine.grid, y}, styles));
	return frame(engine, {base, rows, styles, ...(engine.titleChangedSince(base) ? {title: engine.title} : {})});
}

/** Lines of history and screen as an update of its own, whose row 0 is line `from`. Fewer when there are not so many. */
export function buildLines(engine: ScreenEngine, {from, count}: {from: number; count: number}): ScreenUpdate {
	const styles = new UpdateStyles();
	const length = Math.max(0, Math.min(count, engine.totalLines - from));
	const grid = new Grid({cols: engine.size.cols, rows: length}, engine.styles);
	const rows = Array.from({length}, (_, y) => {
		engine.readLine(from + y, grid, y);
		return encodeRow({grid, y}, styles);
	});
	return {...frame(engine, {base: 0, rows, styles}), size: {cols: engine.size.cols, rows: rows.length}};
}

function frame(engine: ScreenEngine, {base, rows, styles, title}: {base: number; rows: UpdateRow[]; styles: UpdateStyles; title?: string}): ScreenUpdate {
	const {revision, size, cursor, modes, historyLines, lostLines} = engine;
	return {revision, base, size, cursor, modes, historyLines, ...(lostLines === 0 ? {} : {lostLines}), ...(title === undefined ? {} : {title}), styles: styles.list, rows};
}
