import test from 'ava';
import {Player} from '../../../source/client/replay/player.js';
import {ReplayScreen} from '../../../source/client/replay/replay-screen.js';
import type {Terminal} from '../../../source/client/terminal/terminal.js';
import type {Size} from '../../../source/screen/grid.js';
import {Emulator} from '../compositor/emulator.js';

/** What a recording of 60×20 that ends with these bytes shows in a terminal of another size, and where its cursor is. */
async function shown(size: Size, text: string): Promise<{rows: string[]; cursor: [number, number]}> {
	let bytes = '';
	const terminal = {
		size,
		writer: {
			busy: false,
			draw(picture: string) {
				bytes += picture;
			},
		},
	};
	const screen = new ReplayScreen({terminal: terminal as unknown as Terminal, colours: 'full'});
	const player = new Player({size: {cols: 60, rows: 20}, duration: 1, events: [{at: 1, kind: 'output', text}]}, screen.styles);
	player.seek(1);
	screen.draw(player, {state: 'rests', speed: 1});
	const emulator = new Emulator(size);
	await emulator.write(bytes);
	const {cursorX, cursorY} = emulator.terminal.buffer.active;
	return {rows: emulator.text(), cursor: [cursorX, cursorY]};
}

const lines = `${Array.from({length: 19}, (_, index) => `line ${index + 1}`).join('\r\n')}\r\n$ `;

test('a recording that is higher than the terminal shows the rows where its cursor is', async t => {
	const {rows, cursor} = await shown({cols: 100, rows: 11}, lines);
	t.deepEqual([rows[0], rows[8], rows[9]], ['line 11', 'line 19', '$']);
	t.deepEqual(cursor, [2, 9]);
	t.regex(rows[10]!, /cropped/v);
	t.is((await shown({cols: 100, rows: 11}, `${lines}\u{1B}[3;1H`)).rows[0], 'line 1');
});

test('one that is wider shows the columns where its cursor is', async t => {
	const {rows, cursor} = await shown({cols: 40, rows: 24}, 'left\u{1B}[1;50Hright');
	t.is(rows[0]!.trim(), 'right');
	t.regex(rows[23]!, /cropped/v);
	t.deepEqual(cursor, [39, 0]);
});

test('one that fits is shown from its first cell', async t => {
	const {rows, cursor} = await shown({cols: 100, rows: 24}, lines);
	t.deepEqual([rows[0], rows[19], cursor], ['line 1', '$', [2, 19]]);
	t.notRegex(rows[23]!, /cropped/v);
});
