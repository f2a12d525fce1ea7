import {inside, type Rect} from '../../geometry/rect.js';
import {firstKey} from '../bindings/first-key.js';
import {arrange} from '../floor/arrange.js';
import {leastSize} from '../floor/body.js';
import type {ClientModel, PanelName} from '../floor/model.js';
import {fit, span, type Line} from '../theme/line.js';
import {dialogLines} from './frame/dialog-frame.js';
import {frameLines} from './frame/frame.js';
import {insideLines} from './inside-lines.js';
import {headLines} from './lines/head.js';
import {hintLine} from './lines/hint-line.js';

/** Lines at a place of the screen, one below the other; what is beyond the height of the rectangle is not drawn. */
export type Block = {id: string; lines: Line[]; rect: Rect};

/** Everything of the screen but the cells of the sessions, whose places stay blank: each block over those before it. */
export function chromeBlocks(model: ClientModel): Block[] {
	const {cols, rows} = model.size;
	const arrangement = arrange(model);
	const {body, spots, windows, dialog, tooSmall} = arrangement;
	if (tooSmall) {
		return [{id: 'too small', lines: tooSmallLines(model), rect: {x: 0, y: 0, width: cols, height: rows}}];
	}

	return [
		{id: 'head', lines: headLines(model), rect: {x: 0, y: 0, width: cols, height: 2}},
		{id: 'frame', lines: frameLines(model, arrangement), rect: body},
		...spots.map(spot => ({id: `in ${spot.id}`, lines: insideLines(model, spot, windows[spot.id as PanelName]), rect: inside(spot.rect)})),
		{id: 'hints', lines: [hintLine(model, arrangement)], rect: {x: 0, y: rows - 1, width: cols, height: 1}},
		...(dialog === undefined ? [] : [{id: 'dialog', lines: dialogLines(dialog), rect: dialog.rect}]),
	];
}

function tooSmallLines(model: ClientModel): Line[] {
	const {size: {cols, rows}, ui} = model;
	// While keys go to the agent, the prefix comes first.
	const leave = `${ui.mode === 'session' ? `${firstKey(model, 'leave-session')} ` : ''}${firstKey(model, 'detach')}`;
	return [
		[span('Millwright needs a little more room.', 'strong')],
		[span(`It draws from ${leastSize.cols}×${leastSize.rows} on; this terminal is ${cols}×${rows}.`)],
		[span(`The agents go on. ${leave} leaves.`, 'dim')],
	].map(line => fit(line, cols));
}
