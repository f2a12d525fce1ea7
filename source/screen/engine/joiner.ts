import {joining} from './code-points.js';

/*
Which code points share a cell, by the rules of UAX 29 as far as terminals follow them: marks, emoji sequences, flags and
Hangul syllables join; spacing marks and the consonants of a conjunct have cells of their own.

A state says what the last character was. State 0: none that anything could join.
*/

export const joinStates = {
	none: 0,
	other: 1,
	pictograph: 2,
	/** A pictograph and a joiner: the next pictograph belongs to it. */
	joined: 3,
	/** One half of a flag. */
	halfFlag: 4,
	leading: 5,
	vowel: 6,
	trailing: 7,
	keycap: 8,
} as const;

const [stateCount, classCount] = [9, 16];
const joins = 0x80;
const table = new Uint8Array(stateCount * classCount);

/** Whether a class joins the state before. */
export const doesJoin = (step: number): boolean => (step & joins) !== 0;
/** The state that follows. */
export const stateOf = (step: number): number => step & 0x7F;
export const nextStep = (state: number, joiningClass: number): number => table[(state * classCount) + joiningClass]!;

const starts: ReadonlyArray<readonly [joiningClass: number, state: number]> = [
	[joining.other, joinStates.other],
	[joining.extend, joinStates.none],
	[joining.zeroWidthJoiner, joinStates.none],
	[joining.emojiStyle, joinStates.none],
	[joining.textStyle, joinStates.none],
	[joining.regionalIndicator, joinStates.halfFlag],
	[joining.pictograph, joinStates.pictograph],
	[joining.modifier, joinStates.pictograph],
	[joining.hangulLeading, joinStates.leading],
	[joining.hangulVowel, joinStates.vowel],
	[joining.hangulTrailing, joinStates.trailing],
	[joining.hangulOpen, joinStates.vowel],
	[joining.hangulClosed, joinStates.trailing],
	[joining.keycap, joinStates.keycap],
];

function set(state: number, joiningClass: number, next: number): void {
	table[(state * classCount) + joiningClass] = next + joins;
}

for (let state = 0; state < stateCount; state++) {
	for (const [joiningClass, start] of starts) {
		table[(state * classCount) + joiningClass] = start;
	}

	if (state === joinStates.none) {
		continue;
	}

	const kept = state === joinStates.pictograph || state === joinStates.joined ? joinStates.pictograph : joinStates.other;
	for (const joiningClass of [joining.extend, joining.emojiStyle, joining.textStyle]) {
		set(state, joiningClass, kept);
	}

	set(state, joining.zeroWidthJoiner, kept === joinStates.pictograph ? joinStates.joined : joinStates.other);
}

set(joinStates.pictograph, joining.modifier, joinStates.pictograph);
set(joinStates.joined, joining.pictograph, joinStates.pictograph);
set(joinStates.halfFlag, joining.regionalIndicator, joinStates.other);
for (const [state, joiningClass, next] of [
	[joinStates.leading, joining.hangulLeading, joinStates.leading],
	[joinStates.leading, joining.hangulVowel, joinStates.vowel],
	[joinStates.leading, joining.hangulOpen, joinStates.vowel],
	[joinStates.leading, joining.hangulClosed, joinStates.trailing],
	[joinStates.vowel, joining.hangulVowel, joinStates.vowel],
	[joinStates.vowel, joining.hangulTrailing, joinStates.trailing],
	[joinStates.trailing, joining.hangulTrailing, joinStates.trailing],
] as const) {
	set(state, joiningClass, next);
}

/** Of each ASCII character: the state that it leaves. */
export const joinAfter = new Uint8Array(0x80).fill(joinStates.other);
for (const sign of '0123456789#*') {
	joinAfter[sign.codePointAt(0)!] = joinStates.keycap;
}
