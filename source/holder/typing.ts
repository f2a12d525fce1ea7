import {Buffer} from 'node:buffer';
import type {Emitter} from '../base/emitter.js';
import {safeInput} from '../base/safe-text.js';
import type {ScreenEngine} from '../screen/engine.js';
import {screenText, squeeze} from './draft.js';
import type {Pty} from './pty.js';

// Every agent tried takes a return key for part of the paste when it comes with it or right behind it.
const quietTime = 300;
// A program that prints without a pause is not waited for longer.
const patience = 5000;
// As much of the end of a text as is looked for on the screen.
const tailLength = 16;

export type Typed = {pty: Pty; engine: ScreenEngine; output: Emitter<void>};

/**
Types text as a person would: as a paste when the program takes pastes, and then the return key as a write of its own.

Resolves to whether it is known to have arrived: its end was seen on the screen, or the program, which takes pastes, drew
something in answer (many show a long paste as one line about it). Where that is not so the return key is not pressed: it
would confirm whatever else is there.
*/
export async function typeText({pty, engine, output}: Typed, text: string, {submit}: {submit: boolean}): Promise<boolean> {
	const clean = safeInput(text).replaceAll('\n', '\r');
	const takesPastes = engine.modes.bracketedPaste;
	const tail = squeeze(clean).slice(-tailLength);
	const before = occurrences(engine, tail);
	const listening = listen(output);
	await pty.write(Buffer.from(takesPastes ? `\u{1B}[200~${clean}\u{1B}[201~` : clean));
	await listening.quiet();
	const hasArrived = !pty.isClosed && (tail === '' || occurrences(engine, tail) > before || (takesPastes && listening.heard));
	if (hasArrived && submit) {
		await pty.write(Buffer.from(returnKey(engine)));
	}

	return hasArrived;
}

/** As the program asked for it: one that wants all keys as sequences (kitty's flag 8) does not take the byte for the key. */
const returnKey = ({modes}: ScreenEngine): string => (modes.kittyFlags & 8) === 0 ? '\r' : '\u{1B}[13u';

function occurrences(engine: ScreenEngine, text: string): number {
	return text === '' ? 0 : squeeze(screenText(engine)).split(text).length - 1;
}

/** Hears output from now on, until it has been quiet for a while. */
function listen(output: Emitter<void>): {readonly heard: boolean; quiet(): Promise<void>} {
	let hasHeard = false;
	let timer: NodeJS.Timeout | undefined;
	const {promise, resolve} = Promise.withResolvers<void>();
	const restart = () => {
		clearTimeout(timer);
		timer = setTimeout(resolve, quietTime);
	};

	const dispose = output.on(() => {
		hasHeard = true;
		if (timer !== undefined) {
			restart();
		}
	});
	return {
		get heard() {
			return hasHeard;
		},
		async quiet() {
			restart();
			const limit = setTimeout(resolve, patience);
			await promise;
			clearTimeout(limit);
			clearTimeout(timer);
			dispose();
		},
	};
}
