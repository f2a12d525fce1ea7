import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {packageRoot} from '../../source/base/package-root.js';
import {openTerminal} from '../support/live-terminal.js';
import {toSvg} from './svg.js';

/*
npm run picture: the demo in a real pseudo-terminal, drawn at a moment in which agents work and something waits for the person.
*/

const file = path.resolve(process.argv[2] ?? path.join(packageRoot(), 'docs', 'floor.svg'));
const environment: Record<string, string> = {PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', LANG: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor'};
const terminal = openTerminal({argv: [path.join(packageRoot(), 'bin', 'millwright.js'), 'demo'], cols: 118, rows: 34, environment, cwd: packageRoot()});
try {
	await terminal.until(screen => isLively(screen), 180_000);
	await writeFile(file, toSvg(terminal.emulator, 'The floor of Millwright: agents at work, the queue, the rules, and who needs you'));
	console.log(`${file} was drawn.`);
} finally {
	// A hangup is a detach of the floor; the demo cleans up behind it.
	process.kill(terminal.pid, 'SIGHUP');
	await terminal.ended;
}

/** Two agents that work, and something that waits. */
function isLively(screen: string): boolean {
	const titles = screen.match(/╭ \d/gv)?.length ?? 0;
	return titles >= 2 && screen.includes('▲') && /recommended|approve/v.test(screen);
}
