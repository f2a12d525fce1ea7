// An answer that takes this many bytes behind it says how fast the link is; a smaller one only says how far away the terminal is.
const sampleSize = 512;
// Milliseconds that can be told apart from nothing.
const leastTime = 1;
// Of a link that is slow, as much as it takes away in this time may be on its way: an echo waits no longer than that.
const horizon = 50;
// Bytes a millisecond from which nobody waits for a picture: there it is asked seldom, to notice when that changes.
const fastRate = 4000;
const seldom = 16_384;
const often = 256;
// The least that may be on its way: a line and what it takes to get there.
const leastWindow = 1024;
// Before anything is known: about what the kernel takes without anybody reading.
const firstWindow = 8192;

// Milliseconds.
const [leastPatience, mostPatience] = [500, 4000];

type Question = {sent: number; at: number};

/**
How fast the terminal takes what it is sent, by what it answers: `CSI 5 n` behind a picture is answered when the picture went through
every buffer on the way. On a slow link little is on its way at a time, so that what comes next is never old.
*/
export class Pace {
	#sent = 0;
	#taken = 0;
	#asked = 0;
	#questions: Question[] = [];
	/** Up to where the rate was measured, and when that was. */
	#measured = {taken: 0, at: 0};
	/** Milliseconds that an answer takes when nothing is before it. */
	#distance = Infinity;
	/** Bytes a millisecond; undefined before the first measurement. */
	#rate: number | undefined;

	/** Whether an answer is outstanding. */
	get isAwaited(): boolean {
		return this.#questions.length > 0;
	}

	get isSlow(): boolean {
		return this.#rate !== undefined && this.#rate < fastRate;
	}

	/** Milliseconds in which it answers, if it does: there and back with all that is before it, and as long again for a machine that is busy. */
	get patience(): number {
		const there = (this.#distance === Infinity ? 0 : this.#distance) + (this.#rate === undefined ? 0 : this.#onWay / this.#rate);
		return Math.min(mostPatience, leastPatience + (2 * there));
	}

	/** Bytes that a picture should have at most now. */
	get limit(): number {
		return this.isSlow ? Math.max(leastWindow / 2, this.#window - this.#onWay) : Infinity;
	}

	/** Whether so much is on its way that a picture drawn now would be old when it arrives. */
	get isFull(): boolean {
		return this.isAwaited && this.#onWay >= this.#window;
	}

	/** Whether not even what the person waits for may be sent. */
	get isOverfull(): boolean {
		return this.isAwaited && this.#onWay >= 2 * this.#window;
	}

	/** So many bytes are sent at this moment. True when the question should follow them. */
	send(bytes: number, now: number): boolean {
		this.#sent += bytes;
		// The smallest picture on a slow link that is idle tells how far away the terminal is.
		const isDue = this.isSlow && !this.isAwaited;
		if (!isDue && this.#sent - this.#asked < (this.isSlow ? often : (this.#rate === undefined ? firstWindow / 2 : seldom))) {
			return false;
		}

		this.#asked = this.#sent;
		this.#questions.push({sent: this.#sent, at: now});
		return true;
	}

	/** The oldest question was answered. */
	answer(now: number): void {
		const question = this.#questions.shift();
		if (question === undefined) {
			return;
		}

		const elapsed = now - question.at;
		const wasIdle = question.at >= this.#measured.at;
		const bytes = question.sent - (wasIdle ? this.#taken : this.#measured.taken);
		const time = wasIdle ? elapsed - this.#distance : now - this.#measured.at;
		this.#taken = question.sent;
		this.#distance = Math.min(this.#distance, elapsed);
		if (!wasIdle && time < leastTime) {
			// Read in one go with the answer before: measured with the next.
			return;
		}

		this.#measured = {taken: question.sent, at: now};
		if (bytes < sampleSize) {
			return;
		}

		const sample = bytes / Math.max(leastTime / 2, time === -Infinity ? elapsed : time);
		this.#rate = averaged(this.#rate, sample);
	}

	/** A question that was asked elsewhere, behind next to nothing, was answered after so many milliseconds. */
	near(milliseconds: number): void {
		this.#distance = Math.min(this.#distance, milliseconds);
	}

	/** Answers that are not there by now were lost. */
	forget(): void {
		this.#questions = [];
		this.#taken = this.#sent;
		this.#asked = this.#sent;
	}

	get #onWay(): number {
		return this.#sent - this.#taken;
	}

	get #window(): number {
		return this.#rate === undefined ? firstWindow : Math.max(leastWindow, this.#rate * (horizon + (this.#distance === Infinity ? 0 : this.#distance)));
	}
}

/** A link that was quick once may have had room in a buffer: what is measured raises the rate by steps, and lowers it at once. */
function averaged(rate: number | undefined, sample: number): number {
	if (rate === undefined) {
		return sample;
	}

	return sample < rate ? (rate + sample) / 2 : Math.min(sample, rate * 1.25);
}
