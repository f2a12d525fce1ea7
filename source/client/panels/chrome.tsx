import {Box} from 'ink';
import type {ReactNode} from 'react';
import {arrange, leastSize} from '../floor/arrange.js';
import type {ClientModel, PanelName} from '../floor/model.js';
import {fit, span, type Line} from '../theme/line.js';
import {Rows} from '../theme/rows.js';
import {themes} from '../theme/themes.js';
import {dialogLines} from './frame/dialog-frame.js';
import {frameLines} from './frame/frame.js';
import {Inside} from './inside.js';
import {headLines} from './lines/head.js';
import {hintLine} from './lines/hint-line.js';

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
			<Rows theme={theme} lines={headLines(model)} rect={{x: 0, y: 0, width: cols, height: 2}}/>
			<Rows theme={theme} lines={frameLines(model, arrangement)} rect={body}/>
			{spots.map(spot => <Inside key={spot.id} model={model} spot={spot} window={windows[spot.id as PanelName]}/>)}
			<Rows theme={theme} lines={[hintLine(model, arrangement)]} rect={{x: 0, y: rows - 1, width: cols, height: 1}}/>
			{dialog === undefined ? null : <Rows theme={theme} lines={dialogLines(dialog)} rect={dialog.rect}/>}
		</Box>
	);
}

function tooSmallLines({size: {cols, rows}}: ClientModel): Line[] {
	return [
		[span('Millwright needs a little more room.', 'strong')],
		[span(`It draws from ${leastSize.cols}×${leastSize.rows} on; this terminal is ${cols}×${rows}.`)],
		[span('The agents go on. q leaves.', 'dim')],
	].map(line => fit(line, cols));
}
