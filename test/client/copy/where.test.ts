import test from 'ava';
import {tellWhere} from '../../../source/client/copy/where.js';

const usual = '~/.local/state/millwright/clipboard.txt';
const copied = (way: string) => `Copied 9 characters: ${way}, `;
const before = [copied('terminal\'s clipboard'), copied('terminal')];

test('where a copy went is said with the whole path where that fits, in fewer words where it must be', t => {
	t.is(tellWhere(usual, {room: 100, before}), `Copied 9 characters: terminal's clipboard, ${usual}.`);
	t.is(tellWhere(usual, {room: 79, before}), `Copied 9 characters: terminal, ${usual}.`);
});

test('a path that is too long is cut in its middle, and its name is always seen', t => {
	t.is(tellWhere(usual, {room: 64, before}), 'Copied 9 characters: terminal, ~/.local/state/…/clipboard.txt.');
	t.is(tellWhere(`/var${'/deep'.repeat(40)}/clipboard.txt`, {room: 79, before}), `Copied 9 characters: terminal, /var${'/deep'.repeat(5)}/…/clipboard.txt.`);
	t.is(tellWhere('/one/two', {room: 10, before: ['Wrote it to ']}), 'Wrote it to …/two.');
});

test('every way fits beside the key that leaves an agent, in 80 columns', t => {
	for (const way of ['terminal', 'terminal through screen', 'tmux', 'wl-copy', 'clip.exe']) {
		const said = tellWhere(usual, {room: 64, before: [`Copied 12345 lines: ${way}, `]});
		t.true(said.length <= 64 && said.endsWith('/clipboard.txt.'), said);
	}
});
