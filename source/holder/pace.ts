// Milliseconds in which it is seen whether a program prints steadily, and reads in that time from which on it does: what draws sixty
// pictures a second for somebody is read as it comes.
const look = 100;
const shownOften = 8;
const hiddenOften = 3;
// What a read of a terminal gives at the most: the program is ahead of who reads then, and is not to wait.
const full = 4095;
// Milliseconds between two reads: thirty pictures a second look steady, and a timer comes somewhat late; where nobody looks it may be twice
// as long. A shorter wait than the least spares nothing.
const shownTime = 28;
const hiddenTime = 66;
const least = 8;
// Bytes that may come meanwhile: of short lines the kernel keeps no more than some sixteen thousand before the program has to wait. One that
// surprises with so many that it nearly had to, or did, is not let gather again for so many milliseconds.
const most = 8192;
const surprise = 12_288;
const caution = 10_000;
// Milliseconds after something was written to the program: what it answers is read at once.
const attention = 100;

/**
How often the output of a program is read. What comes after silence, in answer, or in a flood is read as it comes. Where small
pieces come all the time they are let gather, as to wake up for each costs more than to parse it.
*/
export class Pace {
	readonly #isShown: () => boolean;
	readonly #now: () => number;
	#start: number;
	#reads = 0;
	#bytes = 0;
	#isGathering = false;
	#notBefore = 0;

	constructor(isShown: () => boolean, now = () => performance.now()) {
		this.#isShown = isShown;
		this.#now = now;
		this.#start = now();
	}

	/** So many bytes were read now. Returns the milliseconds until the next read; 0 to read as it comes. */
	after(bytes: number): number {
		const now = this.#now();
		const elapsed = now - this.#start;
		this.#reads++;
		this.#bytes += bytes;
		if (!this.#isGathering && elapsed < look) {
			return 0;
		}

		if (this.#isGathering && bytes > surprise) {
			this.#notBefore = now + caution;
		}

		const isShown = this.#isShown();
		const isSteady = this.#isGathering ? bytes > 0 : this.#reads * look >= (isShown ? shownOften : hiddenOften) * elapsed && this.#bytes < full * this.#reads;
		const wait = isSteady && now >= this.#notBefore ? Math.min(isShown ? shownTime : hiddenTime, Math.floor(most * elapsed / this.#bytes)) : 0;
		this.#isGathering = wait >= least;
		this.#start = now;
		this.#reads = 0;
		this.#bytes = 0;
		return this.#isGathering ? wait : 0;
	}

	/** Something was written to the program: for a while it is read as it comes. */
	attend(time = attention): void {
		this.asItComes();
		this.#notBefore = Math.max(this.#notBefore, this.#now() + time);
	}

	/** The program is read as it comes again, and watched anew. */
	asItComes(): void {
		if (!this.#isGathering) {
			return;
		}

		this.#isGathering = false;
		this.#start = this.#now();
	}
}
