import net from 'node:net';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {Worker} from 'node:worker_threads';
import type {Done, Order, Word} from './order.js';

/*
The program in the panes of a soak. It is given the socket where its orders come from. What it prints it prints in another thread, so
that this one always hears what is typed, also while the terminal takes nothing.
*/

const socket = net.connect(process.argv[2]!);
const printer = new Worker(new URL('printer.js', import.meta.url));
const tell = (word: Word) => {
	socket.write(`${JSON.stringify(word)}\n`);
};

createInterface(socket).on('line', line => {
	printer.postMessage(JSON.parse(line) as Order);
});
printer.on('message', (done: Done) => {
	tell({done});
});
// What is typed, and what the terminal answers to questions that a recording asks.
process.stdin.setRawMode(true);
process.stdin.on('data', data => {
	tell({typed: data.toString('latin1')});
});
socket.on('close', () => {
	process.exit();
});
