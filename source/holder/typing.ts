import {Buffer} from 'node:buffer';
import type {Emitter} from '../base/emitter.js';
import {safeInput} from '../base/safe-text.js';
import type {ScreenEngine} from '../screen/engine.js';
import {answered} from './answered.js';
import {screenText, squeeze} from './draft.js';
import type {Pty} from './pty.js';

// As much of the end of a text as is looked for on the screen.
const tailLength = 16;

export type Typed = {pty: Pty; engine: ScreenEngine; output: Emitter<void>};

/**
Types text as a person would: as a paste when the program takes pastes, and then the return key as a write of its own.

Resolves to whether it is known to have arrived: its end was seen on the screen, or the program, which takes pastes, drew
something in answer (many show a long paste as one line about it). Where that is not so the return key is not pressed: it
would confirm whatever else is there. Nor is it where `hurry` comes first: keys of the person are put behind the text then.
*/
export async function typeText({pty, engine, output}: Typed, text: string, {submit, hurry}: {submit: boolean; hurry: AbortSignal}): Promise<boolean> {
	const clean = safeInput(text).replaceAll('\n', '\r');
	const takesPastes = engine.modes.bracketedPaste;
	const tail = squeeze(clean).slice(-tailLength);
	const before = occurrences(engine, tail);
	const isShown = () => tail === '' || occurrences(engine, tail) > before;
	const written = pty.write(Buffer.from(takesPastes ? `\u{1B}[200~${clean}\u{1B}[201~` : clean));
	const {isHeard, isCalm} = await answered({output, isShown, written, hurry});
	const hasArrived = !pty.isClosed && (isCalm || !submit) && (isShown() || (takesPastes && isHeard && !hurry.aborted));
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
