import type {ScreenEngine} from '../screen/engine.js';

// What a person typed last, as far back as it is looked for.
const kept = 40;
// Fewer characters are found everywhere on a screen, so they count only beside the cursor.
const telling = 4;

/**
Whether the person has begun to type something and not sent it. Machine text must not be put behind it: the two would be
sent as one.
*/
export class Draft {
	#typed = '';

	/** Takes what the person typed into the program. */
	take(bytes: Uint8Array): void {
		for (const byte of bytes) {
			if (byte >= 0x20 && byte !== 0x7F) {
				this.#typed = (this.#typed + String.fromCodePoint(byte)).slice(-kept);
			} else if (byte === 0x7F || byte === 0x08) {
				this.#typed = this.#typed.slice(0, -1);
			} else {
				// Return, Ctrl-C, Ctrl-U, Esc … send it or throw it away.
				this.#typed = '';
			}
		}
	}

	/** Whether what was typed still stands on the screen. A key that chose from a menu leaves nothing there. */
	isOn(engine: ScreenEngine): boolean {
		const typed = squeeze(new TextDecoder().decode(Uint8Array.from(this.#typed, character => character.codePointAt(0)!)));
		if (typed === '') {
			return false;
		}

		const {cursor, historyLines, size} = engine;
		const {text, columns} = engine.line(historyLines + cursor.y);
		const end = columns.findIndex(column => column >= cursor.x);
		if (squeeze(text.slice(0, end === -1 ? undefined : end)).endsWith(typed.slice(-telling))) {
			return true;
		}

		return typed.length >= telling && squeeze(screenText(engine, size.rows)).includes(typed);
	}
}

/** Without white space and frame lines, because a program wraps and frames what it shows. */
export const squeeze = (text: string): string => text.replaceAll(/[\s\u{2500}-\u{259F}]+/gv, '');

/** The rows of the screen, one after the other. */
export function screenText(engine: ScreenEngine, rows = engine.size.rows): string {
	return Array.from({length: rows}, (_, y) => engine.line(engine.historyLines + y).text).join('\n');
}
