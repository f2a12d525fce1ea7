import {Buffer} from 'node:buffer';
import type {TerminalModes} from '../../protocol/holder.js';
import {safeInput} from '../../base/safe-text.js';
import {cellPixels} from '../../screen/cell-pixels.js';
import {encodeKey} from './encode-key.js';
import type {InputEvent, MouseInput, Pasted} from './event.js';
import {keyFromName} from './key-from-name.js';
import {keyTable} from './key-table.js';

export type {TerminalModes} from '../../protocol/holder.js';
export {encodeKey} from './encode-key.js';

/*
What the person does, in the bytes that the program in a pane expects. A key goes as it came whenever it can.
*/

/** Whether a terminal that speaks the kitty protocol with these flags sends just what the program asked for. */
export const isSameProtocol = (spoken: number, {kittyFlags}: TerminalModes): boolean => (kittyFlags & 9) !== 0 && (spoken | 1) === (kittyFlags | 1);

/** The bytes of a key for a program in these modes: in the protocol that it asked for, whatever the terminal speaks. `spoken`: the flags of the kitty protocol that the terminal is known to use. */
export function keyBytes({key, raw, legacy, event}: Extract<InputEvent, {type: 'key'}>, modes: TerminalModes, spoken = 0): Uint8Array {
	if (spoken > 0 && isSameProtocol(spoken, modes)) {
		return raw;
	}

	const isAsked = modes.kittyFlags > 0 || modes.modifyOtherKeys > 0;
	// Cursor keys have two old forms, and the terminal sends the one that it was asked for by us; F3 has a third in the kitty protocol.
	const hasForms = keyTable[key.name]?.letter !== undefined;
	return legacy && !isAsked && !hasForms && key.keypad !== true ? raw : Buffer.from(encodeKey(key, modes, event));
}

/** The bytes of a key by its name, as the configuration has it. */
export const namedKeyBytes = (name: string, modes: TerminalModes): Uint8Array => Buffer.from(encodeKey(keyFromName(name), modes));

/** A paste as the program asked for it, or a piece of one. No byte of it can end the paste or act as a key. */
export function pasteBytes({text, part}: Pasted, modes: TerminalModes): Uint8Array {
	// Terminals send the return key's byte for a line's end.
	const clean = safeInput(text).replaceAll('\n', '\r');
	const isFirst = part === undefined || part === 'first';
	const isLast = part === undefined || part === 'last';
	return Buffer.from(modes.bracketedPaste ? `${isFirst ? '\u{1B}[200~' : ''}${clean}${isLast ? '\u{1B}[201~' : ''}` : clean);
}

/** Undefined when the program did not ask for this kind of event. Coordinates are those of its screen, from 0. */
export function mouseBytes(mouse: MouseInput, modes: TerminalModes): Uint8Array | undefined {
	if (!reported(mouse, modes.mouse)) {
		return undefined;
	}

	const held = mouse.kind === 'drag' ? 32 : 0;
	// The very first mode (9) knows no other keys.
	const modifiers = modes.mouse === 'press' ? 0 : (mouse.shift ? 4 : 0) + (mouse.alt ? 8 : 0) + (mouse.ctrl ? 16 : 0);
	const code = buttonCode(mouse) + held + (mouse.kind === 'move' ? 35 : 0) + modifiers;
	const [column, row] = [mouse.x + 1, mouse.y + 1];
	// All but the SGR ones do not say which button was let go.
	const old = 32 + (mouse.kind === 'release' ? 3 + modifiers : code);
	switch (modes.mouseEncoding) {
		case 'sgr': {
			return sgrReport(mouse, [code, column, row]);
		}

		case 'pixels': {
			return sgrReport(mouse, [code, (mouse.x * cellPixels.width) + (cellPixels.width / 2), (mouse.y * cellPixels.height) + (cellPixels.height / 2)]);
		}

		case 'urxvt': {
			return Buffer.from(`\u{1B}[${old};${column};${row}M`);
		}

		case 'utf8': {
			return column > 2015 || row > 2015 ? undefined : Buffer.from(`\u{1B}[M${String.fromCodePoint(old, 32 + column, 32 + row)}`);
		}

		case 'bytes': {
			return column > 223 || row > 223 || old > 255 ? undefined : Buffer.from([0x1B, 0x5B, 0x4D, old, 32 + column, 32 + row]);
		}
	}
}

const sgrReport = ({kind}: MouseInput, numbers: number[]): Uint8Array => Buffer.from(`\u{1B}[<${numbers.join(';')}${kind === 'release' ? 'm' : 'M'}`);

// Rows a notch of the wheel, as terminals have it.
const wheelRows = 3;

/** The wheel in a program that fills the screen and did not ask for the mouse (a pager): cursor keys, because it has no history to scroll. */
export function wheelBytes({kind, button}: MouseInput, modes: TerminalModes): Uint8Array | undefined {
	if (kind !== 'wheel' || !modes.alternateScreen || modes.alternateScroll === false || modes.mouse !== 'none' || (button !== 'up' && button !== 'down')) {
		return undefined;
	}

	return Buffer.from(encodeKey({name: button, text: '', ctrl: false, alt: false, shift: false}, modes).repeat(wheelRows));
}

export const focusBytes = (focused: boolean): Uint8Array => Buffer.from(focused ? '\u{1B}[I' : '\u{1B}[O');

const buttonCodes = {left: 0, middle: 1, right: 2, none: 0, up: 64, down: 65} as const;
const buttonCode = ({button, code}: MouseInput): number => button === 'other' ? code ?? 66 : buttonCodes[button];

function reported({kind, button}: MouseInput, wanted: TerminalModes['mouse']): boolean {
	switch (wanted) {
		case 'none': {
			return false;
		}

		case 'press': {
			return kind === 'press' && button !== 'other';
		}

		case 'click': {
			return kind !== 'drag' && kind !== 'move';
		}

		case 'drag': {
			return kind !== 'move';
		}

		case 'any': {
			return true;
		}
	}
}
