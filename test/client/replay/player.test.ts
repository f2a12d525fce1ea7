import test from 'ava';
import {Player} from '../../../source/client/replay/player.js';
import {gridText} from '../../../source/screen/row-text.js';
import {StyleTable} from '../../../source/screen/style.js';

const recording = {
	size: {cols: 20, rows: 3},
	duration: 4,
	events: [
		{at: 1, kind: 'output', text: 'one'} as const,
		{at: 2, kind: 'output', text: '\u{1B}[2J\u{1B}[Htwo\u{1B}]52;c;aGk=\u{7}'} as const,
		{at: 3, kind: 'resize', size: {cols: 30, rows: 4}} as const,
		{at: 4, kind: 'output', text: '\r\nthree'} as const,
	],
};

test('a recording shows at each moment what was on the screen then, also when it goes back', t => {
	const player = new Player(recording, new StyleTable());
	const at = (position: number) => {
		player.seek(position);
		return gridText(player.screen.grid).trimEnd();
	};

	t.is(at(0), '');
	t.is(at(1.5), 'one');
	t.is(at(2), 'two');
	t.is(at(1), 'one');
	t.is(at(9), 'two\nthree');
	t.deepEqual([player.position, player.isOver, player.screen.grid.cols], [4, true, 30]);
	t.is(at(-1), '');
	t.deepEqual([player.nextAt, player.screen.grid.cols], [1, 20]);
});
