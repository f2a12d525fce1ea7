import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import vm from 'node:vm';
import {MillwrightError} from './errors.js';

/** A line, by its place among those that were given, and where in it a match begins and ends, in code units. */
export type Place = [index: number, from: number, to: number];

/** `count` is that of all matches, `places` are of the first of them, as many as there was room for. */
export type Found = {places: Place[]; count: number};

/** How far it is: the line, and where in it to go on. Written by the script. */
type Progress = Found & {texts: string[]; room: number; at: number; from: number};

// Milliseconds that an expression has in one turn of the loop. Keys, screen and a second search wait for so long: two of them stay below what a person sees.
const sliceTime = 20;
// An expression that backtracks without end is given up: where one line takes more than a slice, and at more than so many milliseconds of the processor for so few lines.
const timeLimit = 200;
const fewLines = 200;

// Most lines have no match: they are left at once, with nothing made of them. It is stopped only where a loop begins anew, so `from` goes with `places`.
const script = new vm.Script(`
	((work, wanted) => {
		const {texts, room, places} = work;
		for (; work.at < texts.length; work.at++) {
			const text = texts[work.at];
			wanted.lastIndex = work.from;
			for (let match = wanted.exec(text); match !== null; match = wanted.exec(text)) {
				if (match[0] === '') {
					wanted.lastIndex += text.codePointAt(match.index) > 0xFFFF ? 2 : 1;
				} else {
					work.count++;
					if (work.count <= room) {
						places.push([work.at, match.index, match.index + match[0].length]);
					}
				}

				work.from = wanted.lastIndex;
			}

			work.from = 0;
		}
	})(work, expression);
`);

/** Finds an expression in lines, a slice of time after the other. In a context of its own, because only there can an expression be stopped. */
export class Finder {
	readonly #context: vm.Context;
	readonly #source: string;
	/** Milliseconds of the processor that the last lines took, and how many they are. */
	#spent = 0;
	#lines = 0;

	constructor({source, flags}: Pick<RegExp, 'source' | 'flags'>) {
		this.#source = source;
		this.#context = vm.createContext({source, flags});
		vm.runInContext('var expression = new RegExp(source, flags)', this.#context);
	}

	/** All matches, or the first of them. What else is due, a key above all, is served between two slices; it is not to be called meanwhile. */
	async find(texts: string[], room = Infinity): Promise<Found> {
		const work: Progress = {texts, room, at: 0, from: 0, places: [], count: 0};
		this.#context['work'] = work;
		// Milliseconds of the processor that went into the one place where it stands.
		let alone = 0;
		let {at, from} = work;
		let before = process.threadCpuUsage();
		while (!this.#run()) {
			const {user, system} = process.threadCpuUsage(before);
			const spent = (user + system) / 1000;
			// It has a second try: the first may have gone into compiling the expression, or tidying memory.
			alone = work.at === at && work.from === from ? alone + Math.min(spent, sliceTime) : 0;
			if (alone > sliceTime) {
				throw this.#giveUp(`takes more than ${sliceTime} ms for one line`);
			}

			this.#count(work.at - at, spent);
			({at, from} = work);
			await nextTurn();
			before = process.threadCpuUsage();
		}

		this.#count(work.at - at, 0);
		return {places: work.places, count: work.count};
	}

	/** Whether it came to the end. */
	#run(): boolean {
		try {
			script.runInContext(this.#context, {timeout: sliceTime});
			return true;
		} catch (error) {
			const {code, message} = error as NodeJS.ErrnoException;
			if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
				return false;
			}

			// V8 compiles it only now, and may find that it is too large, or run out of room for where to go back to.
			throw this.#giveUp(`cannot be looked for: ${message}`, error);
		}
	}

	#count(lines: number, spent: number): void {
		this.#lines += lines;
		this.#spent += spent;
		if (this.#lines >= fewLines) {
			this.#lines = 0;
			this.#spent = 0;
		} else if (this.#spent > timeLimit) {
			throw this.#giveUp(`takes more than ${timeLimit} ms for ${this.#lines === 0 ? 'one line' : `${this.#lines + 1} lines`}`);
		}
	}

	#giveUp(reason: string, cause?: unknown): MillwrightError {
		return new MillwrightError('slow-pattern', `The search was given up: the pattern ${this.#source} ${reason}.`, {hint: 'Use a plainer pattern.', cause});
	}
}
