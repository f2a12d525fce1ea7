import process from 'node:process';
import {spawn} from 'node-pty';

/* A terminal as a program of its own, which can be killed: it runs what it is given in a pseudo-terminal that goes with it. */

const [file, ...given] = process.argv.slice(2) as [string, ...string[]];
const {columns: cols, rows} = process.stdout;
const inner = spawn(file, given, {name: 'xterm-256color', cols, rows, env: process.env, encoding: null});
inner.onData(data => {
	process.stdout.write(data);
});
inner.onExit(({exitCode}) => {
	process.exit(exitCode);
});
process.stdin.setRawMode(true);
process.stdin.on('data', data => {
	inner.write(data);
});
