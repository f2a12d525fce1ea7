import {encodeScreenUpdate, type ScreenUpdate} from '../../protocol/screen-update.js';
import {Grid, type Area} from '../../screen/grid.js';
import {encodeRow, UpdateStyles} from '../../screen/row-codec.js';
import {applyRows, plainModes} from '../../screen/screen.js';
import {Compositor} from '../compositor/compositor.js';
import {capabilitiesOf} from '../terminal/capabilities.js';
import {enterSequence, leaveSequence, mouseOn} from '../terminal/modes.js';

export type Drawn = {
	/** Takes the terminal and draws. */
	bytes: string;
	/** Gives the terminal back. */
	restore: string;
	/** All cells of the picture. */
	update: Uint8Array;
};

/** What brings a picture to a terminal that is as a shell has it. */
export function inTerminal(picture: Grid, {environment, mouse}: {environment: Readonly<Record<string, string>>; mouse: boolean}): Drawn {
	const compositor = new Compositor(picture, {styles: picture.styles, colours: capabilitiesOf(environment).colours});
	compositor.invalidate(picture);
	return {
		bytes: enterSequence + (mouse ? mouseOn : '') + compositor.paint(picture, {cursor: undefined}),
		restore: leaveSequence({keyboardPushed: false, marginsSet: false}),
		update: encodeScreenUpdate(wholeScreen(picture)),
	};
}

/** Draws what a session shows into its place, which has its size. */
export function drawScreen(target: Grid, area: Area, screen: ScreenUpdate): void {
	const grid = new Grid(screen.size, target.styles);
	applyRows(grid, screen);
	target.blit(grid, {x: 0, y: 0, width: area.width, height: area.height}, area);
}

/** All of a grid as an update. */
export function wholeScreen(grid: Grid): ScreenUpdate {
	const styles = new UpdateStyles();
	const rows = Array.from({length: grid.rows}, (_, y) => encodeRow({grid, y}, styles));
	return {
		revision: 1,
		base: 0,
		size: {cols: grid.cols, rows: grid.rows},
		cursor: {x: 0, y: 0, visible: false, shape: 'own', blink: false},
		modes: plainModes,
		historyLines: 0,
		styles: styles.list,
		rows,
	};
}
