import process from 'node:process';
import test from 'ava';
import {makeCrew} from '../support/crew.js';
import {program} from '../support/home.js';

/** A shell as an agent: runs what is typed, in its own terminal. */
const shell = `
const {spawnSync} = require('node:child_process');
process.stdout.write('ready\\r\\n');
process.stdin.once('data', data => {
	spawnSync('sh', ['-c', String(data)], {stdio: 'inherit'});
	process.stdout.write('\\r\\nback again\\r\\n');
	process.stdin.resume();
});
`;

test('Millwright in a session of Millwright shows the others, and not itself in itself for ever', async t => {
	const crew = await makeCrew(t, {shell});
	const session = await crew.start('shell');
	const pty = crew.open({cols: 160, rows: 50});
	await pty.untilShows('ready');
	pty.type(`${session.number}z\r`);
	await pty.untilShows(`typing into ${session.number}`);
	const variables = Object.entries(crew.environment).filter(([name]) => name.startsWith('XDG_') || name === 'HOME').map(([name, value]) => `${name}='${value}'`);
	pty.type(`${variables.join(' ')} '${process.execPath}' '${program()}'\r`);
	await pty.untilShows('you are in this session');
	const floors = (screen: string) => screen.split(' millwright ').length - 1;
	await pty.until(screen => floors(screen) > 1, 'the chrome, which comes behind the sessions');
	t.is(floors(pty.screen), 2, 'one floor in the other, and no third');
	pty.type('q');
	t.true(await pty.untilShows('back again'));
});
