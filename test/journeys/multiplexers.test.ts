import {Buffer} from 'node:buffer';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {isProgram} from '../../source/base/is-program.js';
import {Pty} from '../client/pty.js';
import {makeCrew} from '../support/crew.js';
import {program} from '../support/home.js';

/*
Other programs of our own kind: inside of a session, and around us. Where one is not installed its journey is left out.
*/

const isInstalled = (name: string) => (process.env['PATH'] ?? '').split(path.delimiter).some(folder => isProgram(path.join(folder, name)));
const canRunTmux = isInstalled('tmux');
const canRunScreen = isInstalled('screen');

/** A shell as an agent, or whatever it is told to run. */
const shell = `
const {spawnSync} = require('node:child_process');
spawnSync('/bin/sh', ['-c', process.argv[2] || 'exec sh'], {stdio: 'inherit', env: {...process.env, PS1: 'prompt> ', ENV: ''}});
`;

const patience = 120_000;

(canRunTmux ? test : test.skip)('an agent that runs tmux itself has its prefix, its mouse, its colours and the size of the pane', async t => {
	const crew = await makeCrew(t, {shell});
	const settings = String.raw`set -g mouse on; set -g assume-paste-time 0; set -g default-command sh; set -as terminal-features ',*:RGB'; set -g status-left '[inner]'`;
	const session = await crew.start('shell', `printf '%s\n' "${settings.replaceAll('; ', '\n')}" > inner.conf; exec tmux -S '${crew.folder}/t' -f inner.conf new`);
	const pty = crew.open({cols: 100, rows: 30});
	await pty.untilShows('[inner]');
	pty.type(`${session.number}z\r`);
	await pty.untilShows(`typing into ${session.number}`);
	pty.type('printf "\\033[38;2;1;2;3mdeep\\033[0m" | cat; echo; echo "colour"-shown\r');
	await pty.untilShows('colour-shown');
	// A split by tmux's own prefix, and a click into the other half.
	pty.type('\u{2}%');
	await pty.until(screen => screen.split('\n').some(row => row.split('│').length === 2), 'two halves');
	pty.type('echo right-"half"\r');
	await pty.untilShows('right-half');
	const y = pty.screen.split('\n').findIndex(row => row.includes('colour-shown')) + 3;
	pty.type(`\u{1B}[<0;10;${y}M\u{1B}[<0;10;${y}m`);
	pty.type('echo left-"half"\r');
	await pty.until(screen => screen.split('\n').some(row => row.includes('│') && row.startsWith('left-half')), 'the left half with the focus');
	pty.resize({cols: 120, rows: 40});
	await pty.until(screen => screen.split('\n').at(-3)!.includes('[inner]'), 'the line of tmux at the bottom of the pane');
	t.true(pty.output.includes('38;2;1;2;3'), 'all of the colour came through');
	pty.type('\u{2}:kill-server\r');
	t.true(await pty.until(screen => !screen.includes('[inner]'), 'the end of tmux'));
});

(canRunScreen ? test : test.skip)('inside screen the floor is shown, typed into, copied from and left with nothing of it behind', async t => {
	const crew = await makeCrew(t, {shell});
	const session = await crew.start('shell', String.raw`printf '\033[38;2;255;100;0mdeep\033[0m\n'; exec sh`);
	const sockets = path.join(crew.folder, 'screens');
	await mkdir(sockets, {mode: 0o700});
	const environment = {...crew.environment, SCREENDIR: sockets, SHELL: '/bin/sh', PS1: 'prompt> ', ENV: ''};
	const pty = new Pty(t, {argv: ['screen', '-U', '-c', '/dev/null', '-S', 'outer', '/bin/sh'], size: {cols: 100, rows: 30}, environment, cwd: crew.repository, patience});
	await pty.untilShows('prompt>');
	pty.type(`'${process.execPath}' '${program()}'\r`);
	await pty.untilShows('millwright ');
	await pty.untilShows('deep');
	t.notRegex(pty.output, /38;2;/v, 'screen has 256 colours');
	pty.type(`${session.number}z\r`);
	await pty.untilShows(`typing into ${session.number}`);
	pty.type('echo "typed"-into\r');
	await pty.untilShows('typed-into');
	pty.type('\u{1D}sVy');
	await pty.until(screen => /Copied .* through screen/v.test(screen), 'that it was copied');
	pty.resize({cols: 80, rows: 24});
	await pty.until(screen => screen.includes('typed-into') && /^─{80}$/mv.test(screen) && screen.split('\n').every(row => row.trimEnd().length <= 80), 'the floor in its new size');
	pty.type('qq');
	await pty.untilShows('Left the floor');
	t.notRegex(pty.screen, /[│╭╰]/v, 'nothing of the floor stays behind the prompt');
	pty.type('exit\r');
	await pty.end();
	// Screen took the wrapper off, and its terminal got what was copied.
	t.true(pty.output.includes(`\u{1B}]52;c;${Buffer.from('prompt>').toString('base64')}\u{7}`));
});
