import {Buffer} from 'node:buffer';
import {writeSync} from 'node:fs';
import {parentPort} from 'node:worker_threads';
import {bombs} from '../bombs/shapes.js';
import type {Order} from './order.js';

/* Prints what the performer was told to, waiting for the terminal as every program does. */

let timer: NodeJS.Timeout | undefined;
let last = 0;
let gap = 0;
let lineAt = 0;
let bytes = 0;

function print(text: string): void {
	const data = Buffer.from(text);
	bytes += data.length;
	for (let at = 0; at < data.length;) {
		at += writeSync(1, data, at);
	}
}

function printLines(rate: number): void {
	const now = performance.now();
	const begun = lineAt;
	const count = Math.max(1, Math.floor((now - begun) * rate / 1000));
	print(Array.from({length: count}, () => `line ${++last}\r\n`).join(''));
	lineAt = performance.now();
	gap = Math.max(gap, lineAt - begun);
}

function blow({name, number, time, survived}: Extract<Order, {do: 'bomb'}>): void {
	const begun = performance.now();
	do {
		for (const piece of bombs[name]!(number)) {
			print(piece);
		}
	} while (performance.now() - begun < time);

	// Out of whatever string or state it left behind.
	print(`\u{18}\u{1B}\\\u{1B}[!p\u{1B}c${survived}`);
}

function obey(order: Order): void {
	clearInterval(timer);
	switch (order.do) {
		case 'say': {
			for (const piece of order.pieces) {
				print(piece);
			}

			print(`\u{1B}\\\u{1B}]2;${order.title}\u{1B}\\`);
			break;
		}

		case 'count': {
			lineAt = performance.now();
			timer = setInterval(printLines, 1000 / order.rate, order.rate);
			break;
		}

		case 'tick': {
			timer = setInterval(() => {
				print(`\u{1B}[Htick ${++last} `);
			}, 1000 / order.rate);
			break;
		}

		case 'bomb': {
			blow(order);
			break;
		}

		case 'still': {
			break;
		}
	}
}

parentPort!.on('message', (order: Order) => {
	obey(order);
	parentPort!.postMessage({last, gap, bytes});
	gap = 0;
	bytes = 0;
});
