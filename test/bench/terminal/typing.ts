import {setTimeout as rest} from 'node:timers/promises';
import type {Outer} from './outer.js';
import type {Side} from './rig.js';

// Keys that no program prints: one code point each, so that an echo is known by itself. A line has less than 4096 bytes.
const firstKey = 0x1_00;
const keysOfLine = 40;

/** In the first pane, typing into it. */
export async function focusFirst(side: Side, outer: Outer): Promise<void> {
	if (side === 'millwright') {
		outer.type('1');
		await rest(300);
		outer.type('\r');
	}

	await rest(500);
}

/** Milliseconds from each key to its echo. */
export async function typeKeys(outer: Outer, count: number): Promise<number[]> {
	const times: number[] = [];
	for (let key = 0; key < count; key++) {
		const text = String.fromCodePoint(firstKey + (key % 256));
		const seen = outer.sees(text);
		const typed = performance.now();
		outer.type(text);
		times.push(await seen - typed);
		if (key % keysOfLine === keysOfLine - 1) {
			outer.type('\r');
			await rest(60);
		}

		// A person's pace, never in step with any clock of the program.
		await rest(25 + ((key * 7) % 23));
		outer.forget();
	}

	return times;
}
