import {inside} from '../../geometry/rect.js';
import type {Spot} from '../floor/arrange.js';
import type {ClientModel} from '../floor/model.js';
import {selectedLine, span, type Line} from '../theme/line.js';
import {vacantLines} from './vacant.js';
import type {PanelWindow} from './window.js';

/** What is within the border of a place: the rows of a panel, what to do next, or nothing where the cells of a session will be. */
export function insideLines(model: ClientModel, spot: Spot, window: PanelWindow | undefined): Line[] {
	const rect = inside(spot.rect);
	if (spot.kind === 'vacant') {
		return vacantLines(model, rect);
	}

	return window === undefined ? [] : windowLines(window, {isFocused: model.ui.focus === spot.id, height: rect.height});
}

/** The shown rows with the mark of the selected one, and the foot at the bottom. */
function windowLines({rows, selected, foot}: PanelWindow, {isFocused, height}: {isFocused: boolean; height: number}): Line[] {
	const lines = rows.map(({key, line}): Line => {
		const isSelected = isFocused && key !== undefined && key === selected;
		return isSelected ? selectedLine([span('▸'), ...line, span(' ')]) : [span(' '), ...line];
	});
	const gap: Line[] = Array.from({length: Math.max(0, height - lines.length - foot.length)}, () => [span(' ')]);
	return [...lines, ...gap, ...foot.map(line => [span(' '), ...line])];
}
