import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ClientModel} from '../floor/model.js';
import {Rows} from '../theme/rows.js';
import {themes} from '../theme/themes.js';
import {chromeBlocks} from './blocks.js';

export const chromeView = (model: ClientModel): ReactNode => <Chrome model={model}/>;

/** The chrome as Ink draws it. Fills `model.size` exactly. */
export function Chrome({model}: {readonly model: ClientModel}): ReactNode {
	const {cols, rows} = model.size;
	const theme = themes[model.ui.themeName];
	return (
		<Box width={cols} height={rows}>
			{chromeBlocks(model).filter(({lines}) => lines.length > 0).map(({id, lines, rect}) => <Rows key={id} theme={theme} lines={lines} rect={rect}/>)}
		</Box>
	);
}
