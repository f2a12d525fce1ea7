/** What a bomb prints, piece by piece; given the number that it asks for. */
export type Bomb = (number: number) => Iterable<string>;

const csi = (final: string): Bomb => number => [`text\u{1B}[${number}${final}`];
const all = (...makers: Array<(number: number) => string>): Bomb => number => makers.map(make => make(number));

/** Each asks for a number of something; the numbers to give are in `numbers`. What may be shown nowhere has the word “stolen” in it. */
export const shapes: Readonly<Record<string, Bomb>> = {
	'insert lines': csi('L'),
	'delete lines': csi('M'),
	'scroll up': csi('S'),
	'scroll down': csi('T'),
	'insert characters': csi('@'),
	'delete characters': csi('P'),
	'erase characters': csi('X'),
	'tabs forward': csi('I'),
	'tabs back': csi('Z'),
	repeat: csi('b'),
	'repeat a blank': number => [` \u{1B}[${number}b`],
	'repeat a cell of many marks': number => [`e${'\u{301}'.repeat(1000)}\u{1B}[${number}b`],
	'repeat a wide character': number => [`漢\u{1B}[${number}b`],
	'the cursor by so many': all(number => [...'ABCDEFGade`'].map(final => `\u{1B}[${number}${final}`).join('')),
	'the cursor to there': all(number => `\u{1B}[${number};${number}Hx\u{1B}[${number};${number}fx`),
	margins: all(number => `\u{1B}[1;${number}r\u{1B}[?69h\u{1B}[1;${number}s\u{1B}[${number}S\u{1B}[${number};${number}r\n\n\n`),
	columns: all(number => `\u{1B}[${number}'}\u{1B}[${number}'~\u{1B}[${number} @\u{1B}[${number} A`),
	rectangles: all(number => ['$z', '${', '$r', '$t'].map(final => `\u{1B}[1;1;${number};${number}${final}`).join('') + `\u{1B}[88;1;1;${number};${number}$x\u{1B}[1;1;${number};${number};1;${number};${number};1$v\u{1B}[1;1;1;1;${number};${number}*y`),
	'looks and modes': all(number => `\u{1B}[38;5;${number};48;2;${number};${number};${number};4:${number};${number}m\u{1B}[?${number}h\u{1B}[${number}h\u{1B}[?${number}$p\u{1B}[${number} q\u{1B}[${number}"q`),
	'sizes, titles and tabs': all(number => `\u{1B}[8;${number};${number}t\u{1B}[22;${number}t\u{1B}[${number}t\u{1B}[${number}W\u{1B}[${number}g\u{1B}[${number}J\u{1B}[${number}K\u{1B}[${number}n\u{1B}[>${number}u\u{1B}[<${number}u\u{1B}[>4;${number}m`),
	'numbers of strings': all(number => `\u{1B}]${number};heading\u{7}\u{1B}]4;${number};?\u{7}\u{1B}]7501;${number}\u{7}\u{1B}P${number};${number}q#1~-\u{1B}\\\u{1B}P${number}$qm\u{1B}\\\u{1B}_Ga=T,s=${number},v=${number};AAAA\u{1B}\\`),
};

export const numbers = [65_536, 2_147_483_647, 100_000_000_000];

const mebibyte = 1024 * 1024;

/** So many megabytes of one thing, in pieces. */
function * much(text: string, megabytes: number, before = ''): Iterable<string> {
	yield before;
	const piece = text.repeat(Math.ceil(mebibyte / 4 / text.length));
	for (let left = megabytes * 4; left > 0; left--) {
		yield piece;
	}
}

/** So many thousand of what is never the same, a thousand a piece. */
function * many(make: (index: number) => string, thousands: number): Iterable<string> {
	for (let piece = 0; piece < thousands; piece++) {
		yield Array.from({length: 1000}, (_, index) => make((piece * 1000) + index)).join('');
	}
}

/** Each is printed once; the number says how many megabytes, or hundred thousand, there are of it. */
export const masses: Readonly<Record<string, Bomb>> = {
	'a title that never ends': number => much('heading ', number, '\u{1B}]0;'),
	'a clipboard that never ends': number => much('c3RvbGVu', number, '\u{1B}]52;c;'),
	'a notification that never ends': number => much('note ', number, '\u{1B}]9;'),
	'a state that never ends': number => much('state=', number, '\u{1B}]7501;'),
	'a DCS that never ends': number => much('stolen ', number, '\u{1B}Pq'),
	'a request that never ends': number => much('stolen ', number, '\u{1B}P$q'),
	'an APC that never ends': number => much('stolen ', number, '\u{1B}_G'),
	'a PM that never ends': number => much('stolen ', number, '\u{1B}^'),
	'an SOS that never ends': number => much('stolen ', number, '\u{1B}X'),
	'parameters that never end': number => much('1;', number, '\u{1B}['),
	'digits that never end': number => much('9', number, '\u{1B}['),
	'colons that never end': number => much('4:3:', number, '\u{1B}['),
	'intermediates that never end': number => much('!"', number, '\u{1B}['),
	'a million combining marks on a cell': number => much('\u{301}', number / 10, 'e'),
	'joined emoji without end': number => much('👩\u{200D}', number / 10),
	'half flags without end': number => much('\u{1F1E9}', number / 10),
	'clusters that are all different': number => many(index => `e${String.fromCodePoint(0x3_00 + (index % 100), 0x3_00 + (Math.trunc(index / 100) % 100), 0x3_00 + (Math.trunc(index / 10_000) % 100))}`, 10 * number),
	'links that are all different': number => many(index => `\u{1B}]8;id=${index};https://stolen.example/${index}\u{1B}\\x`, 10 * number),
	'links of 2 KB that are all different': number => many(index => `\u{1B}]8;;https://stolen.example/${'x'.repeat(2000)}${index}\u{1B}\\x`, number / 5),
	'looks that are all different': number => many(index => `\u{1B}[38;2;${index & 0xFF};${(index >> 8) & 0xFF};${(index >> 16) & 0xFF}mx`, 20 * number),
	'questions without end': number => much('\u{1B}[c\u{1B}[6n\u{1B}[?2026$p\u{1B}]10;?\u{7}\u{1B}P$qm\u{1B}\\\u{1B}[>q\u{1B}[?u\u{1B}[18t', number / 2),
	'titles without end': number => many(index => `\u{1B}]2;heading ${index}\u{7}`, 10 * number),
	'bells and notes without end': number => many(index => `\u{7}\u{1B}]9;note ${index}\u{7}\u{1B}]777;notify;note;${index}\u{7}`, 10 * number),
	'clipboards without end': number => many(() => '\u{1B}]52;c;c3RvbGVu\u{7}\u{1B}]52;c;?\u{7}', 10 * number),
	'screens without end': number => many(() => '\u{1B}[?1049hx\u{1B}[?1049l\u{1B}[!p\u{1B}c', number),
	'keyboards without end': number => many(() => '\u{1B}[>31u\u{1B}[>4;2m\u{1B}[22;0t', 10 * number),
};

export const bombs: Readonly<Record<string, Bomb>> = {...shapes, ...masses};
