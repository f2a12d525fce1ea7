// About 60 pictures a second: more than an eye tells apart, and what comes faster is drawn as one.
const usualTime = 16;
// 20 of a flood: a program that prints without a pause changes the screen many times between two of them, so nobody sees which; each
// takes the cores 5 ms and more, of which the program and its terminal have need (docs/performance.md).
const ofFlood = 50;
// Of the time, what may go into pictures that nobody waits for: a screen on which each cell has a look of its own takes ten milliseconds, in
// which keys wait. Whoever draws it takes twice as long, in which it draws no other.
const share = 0.25;
const floodShare = 0.125;
// Unless one alone takes longer: what it took may have been somebody else's time.
const longest = 160;
// Milliseconds of output without a pause that are a flood, and what is a pause: whoever draws 60 pictures by a clock of its own has longer ones,
// and a flood that waits for a core mostly shorter ones.
const flood = 50;
const pause = 10;

/** How many milliseconds are between two pictures of a screen that changes all the time. */
export class PictureRate {
	/** Between two pictures of what is no flood, and so when to look whether it still is one. */
	readonly usual = usualTime;
	#began = 0;
	#last = -Infinity;

	/** Output came, at this time in milliseconds. */
	came(now: number): void {
		if (now - this.#last > pause) {
			this.#began = now;
		}

		this.#last = now;
	}

	/** So many milliseconds went into a picture, in which no output could come. */
	drew(time: number): void {
		this.#last += time;
	}

	/** The least between two pictures at this time, of which the last took so long to make. */
	between(now: number, cost = 0): number {
		const isFlood = now - this.#last <= pause && now - this.#began >= flood;
		return isFlood ? Math.max(ofFlood, Math.min(longest, cost / floodShare), cost / share) : this.awaited(cost);
	}

	/** As long as somebody waits for what the program prints, a flood is none. */
	awaited(cost: number): number {
		return Math.max(this.usual, cost / share);
	}
}
