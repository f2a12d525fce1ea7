import test from 'ava';
import {capabilitiesOf} from '../../../source/client/terminal/capabilities.js';

const colours = (environment: Record<string, string>) => capabilitiesOf(environment).colours;

test('as many colours are used as the environment says that the terminal has', t => {
	t.is(colours({TERM: 'xterm-256color', COLORTERM: 'truecolor'}), 'full');
	t.is(colours({TERM: 'xterm-kitty'}), 'full');
	t.is(colours({TERM: 'xterm-256color'}), '256');
	t.is(colours({TERM: 'linux'}), '16');
	t.is(colours({TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1'}), 'none');
	t.is(colours({TERM: 'vt220'}), 'none');
});

test('what screen inherits of the terminal around it is not what screen shows', t => {
	t.is(colours({TERM: 'screen', COLORTERM: 'truecolor', STY: '1.pts'}), '256');
	t.is(colours({TERM: 'screen.xterm-256color', STY: '1.pts'}), '256');
	t.is(colours({TERM: 'screen', STY: '1.pts'}), '16');
	t.is(colours({TERM: 'tmux-256color', COLORTERM: 'truecolor', TMUX: '/tmp/t,1,0', STY: '1.pts'}), 'full', 'tmux is what is next to us');
	t.is(capabilitiesOf({TMUX: '/tmp/t,1,0'}).inside, 'tmux');
	t.is(capabilitiesOf({STY: '1.pts'}).inside, 'screen');
	t.is(capabilitiesOf({STY: '', TMUX: ''}).inside, 'nothing');
});
