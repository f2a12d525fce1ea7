import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {Rect} from '../../geometry/rect.js';
import type {Line} from './line.js';
import type {Theme} from './role.js';

/** Lines at a place of the screen, one below the other, as many as the rectangle is high. They are as wide as it is already. */
export function Rows({lines, rect, theme}: {readonly lines: Line[]; readonly rect: Rect; readonly theme: Theme}): ReactNode {
	return (
		<Box position='absolute' left={rect.x} top={rect.y} width={rect.width} height={rect.height} flexDirection='column' overflow='hidden'>
			{lines.slice(0, rect.height).map((line, row) => (
				// eslint-disable-next-line react/no-array-index-key -- A row is known by its place: that is what Ink compares.
				<Row key={row} line={line} theme={theme}/>
			))}
		</Box>
	);
}

function Row({line, theme}: {readonly line: Line; readonly theme: Theme}): ReactNode {
	return (
		<Text wrap='truncate'>
			{(line.length === 0 ? [{text: ' ', role: undefined}] : line).map(({text, role}, index) => (
				// eslint-disable-next-line react/no-array-index-key -- A piece is known by its place in the row.
				<Text key={index} {...theme[role ?? 'text']}>{text}</Text>
			))}
		</Text>
	);
}
