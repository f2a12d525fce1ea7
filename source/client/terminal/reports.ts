import {keyboardPush, keyboardSet, movesOff, movesOn} from './modes.js';

export type WantedReports = {
	/** Flags of the kitty keyboard protocol. */
	keyboard: number;
	/** Moves of the mouse with no button held. */
	moves: boolean;
};

/** What the person's terminal is asked to tell beyond the usual, for the program that they type into: keys let go, keys by their codes, moves of the mouse. */
export class Reports {
	/** The flags that the terminal uses, by its own answer; 0 where it has none, or has not answered yet. */
	keyboard = 0;
	/** Whether flags of ours lie on its stack. */
	isPushed = false;
	readonly #send: (text: string) => void;
	#wanted: WantedReports = {keyboard: 1, moves: false};
	#hasMoves = false;
	#unanswered = 0;

	constructor(send: (text: string) => void) {
		this.#send = send;
	}

	/** An answer is on its way. */
	get isAwaited(): boolean {
		return this.#unanswered > 0;
	}

	/** The terminal was taken. It is asked whether it speaks the keyboard protocol with everything else that it is asked. */
	entered(): void {
		if (!this.#wanted.moves) {
			return;
		}

		this.#hasMoves = true;
		this.#send(movesOn);
	}

	/** The mouse is the terminal's again. */
	mouseLeft(): void {
		this.#hasMoves = false;
		this.#wanted = {...this.#wanted, moves: false};
	}

	/** It was given back, with all modes as they were. */
	left(): void {
		this.keyboard = 0;
		this.isPushed = false;
		this.#hasMoves = false;
		this.#unanswered = 0;
	}

	/** It said which flags it uses: the first time that it knows the protocol at all, and after that what became of ours. */
	answered(flags: number): void {
		if (this.isPushed) {
			this.#unanswered = Math.max(0, this.#unanswered - 1);
			this.keyboard = this.#unanswered === 0 ? flags : 0;
			return;
		}

		this.isPushed = true;
		this.keyboard = 1;
		this.#send(keyboardPush(1));
		this.#setKeyboard();
	}

	want(wanted: WantedReports): void {
		const {keyboard} = this.#wanted;
		this.#wanted = wanted;
		if (wanted.moves !== this.#hasMoves) {
			this.#hasMoves = wanted.moves;
			this.#send(wanted.moves ? movesOn : movesOff);
		}

		if (this.isPushed && keyboard !== wanted.keyboard) {
			this.#setKeyboard();
		}
	}

	#setKeyboard(): void {
		if (!this.isPushed || (this.#wanted.keyboard === 1 && this.keyboard === 1)) {
			return;
		}

		this.keyboard = 0;
		this.#unanswered++;
		this.#send(keyboardSet(this.#wanted.keyboard));
	}
}
