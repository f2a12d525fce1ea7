import {Box} from 'ink';
import type {ReactNode} from 'react';
import {inside} from '../../geometry/rect.js';
import {arrange, leastSize, type Spot} from '../floor/arrange.js';
import type {ClientModel, PanelName} from '../floor/model.js';
import {fit, selectedLine, span, type Line} from '../theme/line.js';
import {Rows} from '../theme/rows.js';
import {themes} from '../theme/themes.js';
import {dialogLines} from './frame/dialog-frame.js';
import {frameLines} from './frame/frame.js';
import {hintLine} from './lines/hint-line.js';
import {inboxLine} from './lines/inbox-line.js';
import {topLine} from './lines/top-line.js';
import {vacantLines} from './vacant.js';
import type {PanelWindow} from './window.js';

/** Everything of the screen but the cells of the sessions, whose places stay blank. Fills `model.size` exactly. */
export function Chrome({model}: {readonly model: ClientModel}): ReactNode {
	const {cols, rows} = model.size;
	const theme = themes[model.ui.themeName];
	const arrangement = arrange(model);
	const {body, spots, windows, dialog, tooSmall} = arrangement;
	if (tooSmall) {
		return <Box width={cols} height={rows}><Rows theme={theme} lines={tooSmallLines(model)} rect={{x: 0, y: 0, width: cols, height: rows}}/></Box>;
	}

	return (
		<Box width={cols} height={rows}>
			<Rows theme={theme} lines={[topLine(model), inboxLine(model)]} rect={{x: 0, y: 0, width: cols, height: 2}}/>
			<Rows theme={theme} lines={frameLines(model, arrangement)} rect={body}/>
			{spots.map(spot => <Inside key={spot.id} model={model} spot={spot} window={windows[spot.id as PanelName]}/>)}
			<Rows theme={theme} lines={[hintLine(model, arrangement)]} rect={{x: 0, y: rows - 1, width: cols, height: 1}}/>
			{dialog === undefined ? null : <Rows theme={theme} lines={dialogLines(dialog)} rect={dialog.rect}/>}
		</Box>
	);
}

function Inside({model, spot, window}: {readonly model: ClientModel; readonly spot: Spot; readonly window: PanelWindow | undefined}): ReactNode {
	const theme = themes[model.ui.themeName];
	const rect = inside(spot.rect);
	if (spot.kind === 'vacant') {
		return <Rows theme={theme} lines={vacantLines(model, rect)} rect={rect}/>;
	}

	return window === undefined ? null : <Rows theme={theme} lines={windowLines(window, {isFocused: model.ui.focus === spot.id, height: rect.height})} rect={rect}/>;
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

function tooSmallLines({size: {cols, rows}}: ClientModel): Line[] {
	return [
		[span('Millwright needs a little more room.', 'strong')],
		[span(`It draws from ${leastSize.cols}×${leastSize.rows} on; this terminal is ${cols}×${rows}.`)],
		[span('The agents go on. q leaves.', 'dim')],
	].map(line => fit(line, cols));
}
