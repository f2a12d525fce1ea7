import {Emitter} from '../base/emitter.js';
import {TokenBucket} from './token-bucket.js';

/*
What a program may be told. A reply goes into the program's input as if it were typed, so none may hold a byte that the
program chose: each has one of these forms, and their numbers are the terminal's own (a mode's number apart, of four digits).
*/
const allowed: readonly RegExp[] = [
	// What the terminal is: DA1, DA2, XTVERSION.
	/^\u{1B}\[\?[\d;]{1,24}c$/v,
	/^\u{1B}\[>[\d;]{1,24}c$/v,
	/^\u{1B}P>\|Millwright \d\u{1B}\\$/v,
	// That it works, and where the cursor is.
	/^\u{1B}\[0n$/v,
	/^\u{1B}\[(?:\d{1,4};\d{1,4}|\?\d{1,4};\d{1,4}(?:;1)?)R$/v,
	// That there is no printer, locator, macro and the like.
	/^\u{1B}\[(?:\?(?:13|20|27;0;0;0|50|57;0|70|83)n|0\*\{)$/v,
	// Whether a mode is on.
	/^\u{1B}\[\??\d{1,4};[0-4]\$y$/v,
	// Keyboard flags, colour scheme, sizes.
	/^\u{1B}\[\?\d{1,2}u$/v,
	/^\u{1B}\[>4;[0-3]m$/v,
	/^\u{1B}\[\?997;[12]n$/v,
	/^\u{1B}\[(?:1|3;0;0)t$/v,
	/^\u{1B}\[(?:[45689]|48;\d{1,4};\d{1,4});\d{1,5};\d{1,5}t$/v,
	// How the terminal is set: margins, the look of text, the cursor's shape.
	/^\u{1B}P(?:0\$r|1\$r(?:\d{1,4};\d{1,4}[rs]|\d{1,2} q|[01]"q|6[1-4];1"p|\d{1,4}(?:t|\*\|)|[012]\*x|0\$[\}~]|0(?:;\d{1,3}(?::[\d:]{1,16})?){0,20}m))\u{1B}\\$/v,
	// Colours of the theme.
	/^\u{1B}\](?:1[012]|4;\d{1,3});rgb:[\da-f]{4}\/[\da-f]{4}\/[\da-f]{4}\u{1B}\\$/v,
	// Program status is understood.
	/^\u{1B}\]7501;\?\u{1B}\\$/v,
];

// A program asks some twenty things as it starts; a million questions get six million bytes of answers.
const burst = 4096;
const rate = 4096;

// The checksum of a rectangle: it tells a program what is on the screen, so it is for test suites only.
const checksum = /^\u{1B}P\d{1,5}!~[\dA-F]{4}\u{1B}\\$/v;

const encoder = new TextEncoder();

/** The gate that every reply passes. `isTested` lets checksums pass, and as many replies as are asked for. */
export class Replies {
	readonly sent = new Emitter<Uint8Array>();
	readonly #forms: readonly RegExp[];
	readonly #bucket: TokenBucket | undefined;

	constructor({isTested = false}: {isTested?: boolean} = {}) {
		this.#forms = isTested ? [...allowed, checksum] : allowed;
		this.#bucket = isTested ? undefined : new TokenBucket({capacity: burst, rate});
	}

	send(reply: string): void {
		// What there is no room for costs nothing more.
		if (this.#bucket?.take(reply.length) !== false && this.#forms.some(form => form.test(reply))) {
			this.sent.emit(encoder.encode(reply));
		}
	}
}
