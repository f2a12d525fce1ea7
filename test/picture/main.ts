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
	// The first question is answered with its recommendation, so that its task goes on while the other one waits.
	await terminal.until(screen => screen.match(/▲ asks/gv)?.length === 2, 60_000);
	terminal.type('a');
	await terminal.until(screen => /answer/iv.test(screen) && screen.includes('enter'), 10_000);
	terminal.type('\r');
	await terminal.until(screen => isLively(screen), 120_000);
	await writeFile(file, toSvg(terminal.emulator, 'The floor of Millwright: agents at work, the queue, the rules, and who needs you'));
	console.log(`${file} was drawn.`);
} finally {
	// A hangup is a detach of the floor; the demo cleans up behind it.
	process.kill(terminal.pid, 'SIGHUP');
	await terminal.ended;
}

/** Two verifiers at work on what was built again after a rule, and another task that asks. */
function isLively(screen: string): boolean {
	return /verify {2}reviewer.*● working/v.test(screen) && /verify {2}adversary.*● working {2}[1-9]s/v.test(screen) && screen.includes('1 in force');
}
