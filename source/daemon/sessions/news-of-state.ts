import {deriveState, type Evidence, type Reading} from './derive-state.js';
import {Spacing} from './spacing.js';

// Milliseconds between two changes of nothing but its words: a title with a clock in it changes every second, a hostile one as often as it likes,
// and each change is written down.
const wordsTime = 2000;

/** Tells what of a session's evidence is worth being written down. */
export class NewsOfState {
	readonly #words: Spacing;

	/** `again` is called when words that came too soon may be looked at. */
	constructor(again: () => void) {
		this.#words = new Spacing(wordsTime, again);
	}

	/** Undefined when the record says the same, or all but words that change too often. */
	read(evidence: Evidence): Reading | undefined {
		const {record} = evidence;
		const reading = deriveState(evidence);
		const isOther = reading.state !== record.state || reading.evidence !== record.evidence;
		const saysOther = (reading.headline ?? record.headline) !== record.headline;
		return isOther || (saysOther && this.#words.take()) ? reading : undefined;
	}

	end(): void {
		this.#words.end();
	}
}
