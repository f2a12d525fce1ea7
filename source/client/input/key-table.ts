/** What a key is called in the protocols of terminals. */
export type KeyEntry = {
	/** The final byte of `CSI … letter`, or of `ESC O letter` where the program wants that. */
	letter?: string;
	/** The number of `CSI number ~`. */
	number?: number;
	/** The code point of the kitty protocol and of modifyOtherKeys. In the kitty protocol it goes before the number. */
	code?: number;
	/** The byte of a key that has had one since there are terminals. */
	byte?: string;
	/** What the key of the same meaning on the keypad is called. */
	keypad?: KeypadEntry;
};

export type KeypadEntry = {
	/** The code point of the kitty protocol. */
	code: number;
	/** The final byte of `ESC O letter`, when the program switched the keypad to application mode. */
	letter: string;
};

/** Every key that is no character. Both directions are read from here: what terminals send, and what programs are sent. */
export const keyTable: Readonly<Record<string, KeyEntry>> = {
	up: {letter: 'A'},
	down: {letter: 'B'},
	right: {letter: 'C'},
	left: {letter: 'D'},
	clear: {letter: 'E'},
	end: {letter: 'F'},
	home: {letter: 'H'},
	f1: {letter: 'P'},
	f2: {letter: 'Q'},
	f3: {letter: 'R', number: 13},
	f4: {letter: 'S'},
	insert: {number: 2},
	delete: {number: 3},
	pageup: {number: 5},
	pagedown: {number: 6},
	f5: {number: 15},
	f6: {number: 17},
	f7: {number: 18},
	f8: {number: 19},
	f9: {number: 20},
	f10: {number: 21},
	f11: {number: 23},
	f12: {number: 24},
	// Before F16, as which the number that they share is read.
	menu: {number: 29, code: 57_363},
	f13: {number: 25, code: 57_376},
	f14: {number: 26, code: 57_377},
	f15: {number: 28, code: 57_378},
	f16: {number: 29, code: 57_379},
	f17: {number: 31, code: 57_380},
	f18: {number: 32, code: 57_381},
	f19: {number: 33, code: 57_382},
	f20: {number: 34, code: 57_383},
	// No two of the old terminals have the same for these: xterm's.
	f21: {number: 42, code: 57_384},
	f22: {number: 43, code: 57_385},
	f23: {number: 44, code: 57_386},
	f24: {number: 45, code: 57_387},
	escape: {code: 27, byte: '\u{1B}'},
	enter: {code: 13, byte: '\r', keypad: {code: 57_414, letter: 'M'}},
	tab: {code: 9, byte: '\t'},
	backspace: {code: 127, byte: '\u{7F}'},
	space: {code: 32, byte: ' '},
};

/** Keys of the keypad that type a character: what kitty calls them, and what `ESC O` has for them in application mode. */
export const keypadCharacters: ReadonlyArray<KeypadEntry & {character: string}> = [
	...Array.from({length: 10}, (_, digit) => ({code: 57_399 + digit, character: String(digit), letter: 'pqrstuvwxy'[digit]!})),
	{code: 57_409, character: '.', letter: 'n'},
	{code: 57_410, character: '/', letter: 'o'},
	{code: 57_411, character: '*', letter: 'j'},
	{code: 57_412, character: '-', letter: 'm'},
	{code: 57_413, character: '+', letter: 'k'},
	{code: 57_415, character: '=', letter: 'X'},
	{code: 57_416, character: ',', letter: 'l'},
];
