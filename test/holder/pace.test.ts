import test from 'ava';
import {Pace} from '../../source/holder/pace.js';

/** A clock of the test's own, and a program that prints. */
function makePace({isShown = true} = {}) {
	let time = 0;
	const pace = new Pace(() => isShown, () => time);
	return {
		pace,
		/** So many bytes every so many milliseconds, read as they come. Returns what the last read was answered with. */
		print({bytes, every, times}: {bytes: number; every: number; times: number}): number {
			let wait = 0;
			for (let count = 0; count < times && wait === 0; count++) {
				time += every;
				wait = pace.after(bytes);
			}

			return wait;
		},
		/** The wait is over, and so many bytes have gathered. */
		gathered(wait: number, bytes: number): number {
			time += wait;
			return pace.after(bytes);
		},
	};
}

test('what comes in small pieces all the time gathers, longer where nobody looks', t => {
	const shown = makePace();
	t.is(shown.print({bytes: 420, every: 4, times: 30}), 28);
	t.deepEqual([shown.gathered(28, 2940), shown.gathered(28, 2940)], [28, 28]);
	const hidden = makePace({isShown: false});
	t.is(hidden.print({bytes: 420, every: 25, times: 30}), 66);
});

test('what comes after silence, or as often as pictures, is read at once', t => {
	const {print, gathered} = makePace();
	t.is(print({bytes: 3000, every: 16, times: 100}), 0);
	t.is(print({bytes: 100, every: 4, times: 30}), 28);
	t.is(gathered(28, 0), 0);
	t.is(print({bytes: 100, every: 5000, times: 3}), 0);
});

test('a flood is read as it comes, and what prints much waits for no more than a part of what the kernel keeps', t => {
	t.is(makePace().print({bytes: 4095, every: 0.1, times: 10_000}), 0);
	t.is(makePace().print({bytes: 1500, every: 1, times: 1000}), 0);
	t.is(makePace().print({bytes: 500, every: 1, times: 1000}), 16);
});

test('after something was written to the program its output is read at once for a while', t => {
	const {pace, print, gathered} = makePace();
	t.is(print({bytes: 420, every: 4, times: 30}), 28);
	pace.attend();
	t.is(print({bytes: 420, every: 4, times: 24}), 0);
	t.is(print({bytes: 420, every: 4, times: 30}), 28);
	t.is(gathered(28, 2940), 28);
	pace.attend(Infinity);
	t.is(print({bytes: 420, every: 4, times: 1000}), 0);
});

test('a program that printed more in a wait than it should have is not made to wait again soon', t => {
	const {print, gathered} = makePace();
	t.is(print({bytes: 420, every: 4, times: 30}), 28);
	t.is(gathered(28, 16_384), 0);
	t.is(print({bytes: 420, every: 4, times: 2450}), 0);
	t.is(print({bytes: 420, every: 4, times: 100}), 28);
});
