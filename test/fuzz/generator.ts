import type {Random} from '../bench/parse/random.js';
import type {Size} from '../../source/protocol/holder.js';

/*
Streams of sequences for the comparison with xterm: what both claim to do, in numbers from none over the size of the screen to
absurd ones. What they are known to do differently is listed in known-differences.ts and not made here.
*/

const texts = ['a', 'bc', 'hello world', 'x'.repeat(30), '中', '日本語', 'é', '─│┌┐', '漢字kanji', 'e\u{301}', 'ñ', '█▓▒░', '…', ' ', ' '.repeat(3), '0123456789', 'Ω', '한'];
const controls = ['\r', '\n', '\r\n', '\b', '\t', '\u{B}', '\u{C}', '\u{E}', '\u{F}', '\u{7}', '\r\n', '\r\n', '\0', '\u{7F}'];
const modes = ['1', '25', '66', '1000', '1002', '1003', '1004', '1006', '2004', '2026'];

type Maker = (random: Random, size: Size) => string;

const number: Maker = (random, {cols, rows}) => random.of(['', '0', '1', '2', '3', '4', '5', '8', String(random.below(rows + 2)), String(random.below(cols + 2)), String(random.below(300)), '65535', '2147483647', '100000000000']);

const sequence = (finals: string, prefix = '', intermediate = ''): Maker => (random, size) => `\u{1B}[${prefix}${number(random, size)}${random.below(6) === 0 ? `;${number(random, size)}` : ''}${intermediate}${random.of([...finals])}`;

const rendition: Maker = random => {
	const one = () => random.of([
		'',
		'0',
		'1',
		'2',
		'3',
		'4',
		'5',
		'7',
		'8',
		'9',
		'21',
		'22',
		'23',
		'24',
		'25',
		'27',
		'28',
		'29',
		'39',
		'49',
		'53',
		'55',
		String(30 + random.below(8)),
		String(40 + random.below(8)),
		String(90 + random.below(8)),
		String(100 + random.below(8)),
		`38;5;${random.below(256)}`,
		`48;5;${random.below(256)}`,
		`38;2;${random.below(256)};${random.below(256)};${random.below(256)}`,
		`48;2;${random.below(256)};${random.below(256)};${random.below(256)}`,
		`4:${random.below(6)}`,
		`58:5:${random.below(256)}`,
		`38:2::${random.below(256)}:1:2`,
		`58;5;${random.below(256)}`,
	]);
	return `\u{1B}[${Array.from({length: 1 + random.below(3)}, one).join(';')}m`;
};

const makers: ReadonlyArray<readonly [weight: number, make: Maker]> = [
	[30, random => random.of(texts)],
	[6, random => random.of(texts).repeat(1 + random.below(12))],
	[12, random => random.of(controls)],
	[10, rendition],
	[10, (random, size) => `\u{1B}[${number(random, size)};${number(random, size)}H`],
	[12, sequence('ABCDEFG`adef')],
	[8, (random, size) => `\u{1B}[D${sequence('JK')(random, size)}`],
	[4, random => random.of(['\u{1B}[K', '\u{1B}[J', '\u{1B}[1K', '\u{1B}[2K'])],
	[8, sequence('PXLM')],
	[2, (random, size) => `\u{1B}[2;4r${sequence('S')(random, size)}\u{1B}[r`],
	[2, (random, size) => `\r\u{1B}[2Kabcdefghij\u{1B}[4D${sequence('@')(random, size)}`],
	[3, (random, size) => `\u{1B}[49m\u{1B}[${number(random, size)}T`],
	[3, sequence('Ig')],
	[2, (random, size) => `\u{1B}[D${sequence('Z')(random, size)}`],
	[2, random => `\u{1B}[D\u{1B}[?7l${random.of(['a', 'hello world', 'é', '─│┌┐'])}\u{1B}[?7h`],
	[4, (random, size) => `\u{1B}[?6l\u{1B}[${number(random, size)};${number(random, size)}r`],
	[2, random => random.of(['\u{1B}[r\u{1B}[?6h', '\u{1B}[?6l'])],
	[3, random => `\u{18}${random.of(['x', '中', 'xe\u{301}'])}\u{1B}[${random.of(['', '1', '3', '70', '100000'])}b`],
	[3, random => `\u{1B}[1"q${random.of(texts)}\u{1B}[${random.of(['', '0', '2'])}"q`],
	[3, (random, size) => `\u{1B}[D${sequence('JK', '?')(random, size)}`],
	[3, random => random.of(['\u{1B}D', '\u{1B}E', '\u{1B}M', '\u{1B}H'])],
	[2, random => random.of(['\u{1B}(0', '\u{1B}(B', '\u{1B})0', '\u{1B})B', '\u{F}'])],
	[3, random => `\u{1B}[?${random.of(modes)}${random.of(['h', 'l'])}`],
	[1, random => `\u{1B}[4${random.of(['h', 'l'])}`],
	[1, random => `\u{1B}[?6l\u{1B}[?${random.of(['47h\u{1B}[2J', '47l', '1047h', '1047l'])}`],
	[1, (_, {cols}) => `\u{1B}[?45h\r\n${'n'.repeat(cols + 1)}\b\b\b\u{1B}[?45l`],
	[1, (random, size) => `${narrowScreen}${sequence('@A', '', ' ')(random, size)}`],
	[1, (random, size) => `${narrowScreen}${sequence('}~', '', '\'')(random, size)}`],
	[1, random => random.of(['\u{1B}[!p', '\u{1B}[r\u{1B}[24m\u{1B}]8;;\u{7}\u{1B}#8', '\u{1B}c\u{1B}[?25h', '\u{1B}[?6l\u{1B}[D\u{1B}[?1049h', '\u{1B}[?6l\u{1B}[?47l\u{1B}[D\u{1B}7\u{1B}[?1049l\u{1B}[0m', '\u{1B}=', '\u{1B}>'])],
	[1, random => `\u{1B}[${random.below(7)} q`],
	[2, random => `\u{1B}[D\u{1B}7\u{1B}[${1 + random.below(4)};${1 + random.below(9)}H${random.of(['a', 'é', '│'])}\u{1B}8`],
	[2, random => random.of(['\u{1B}]0;title\u{7}', '\u{1B}]8;;https://a.example/\u{7}link\u{1B}]8;;\u{7}', '\u{1B}]2;two\u{1B}\\', '\u{1B}[22;0t', '\u{1B}[23;0t', '\u{1B}[22t', '\u{1B}[23;2t', '\u{1B}[22;1t', '\u{1B}Pq#0;2;0;0;0~~\u{1B}\\', '\u{1B}_Gf=1;AAAA\u{1B}\\', '\u{1B}^pm\u{1B}\\', '\u{1B}]52;c;aGk=\u{7}.', '\u{1B}]1337;File=x\u{7}'])],
	[1, random => random.of(['\u{1B}[12\u{18}', '\u{1B}[3\n1m', '\u{1B}[1<2m', '\u{1B}[?', '\u{1B}', '\u{9B}31m', '\u{FFFD}', '\u{1B}[5', '\u{1B}]0;x'])],
];

// Columns are moved where no wide character is cut: xterm keeps the halves.
const narrowScreen = '\u{1B}[2J\u{1B}[HAbcdefgh\r\nijk\u{1B}[31mlm\u{1B}[44mn\u{1B}[m\r\nopq\u{1B}[2D';

const total = makers.reduce((sum, [weight]) => sum + weight, 0);

/** One sequence or piece of text. */
export function makeAtom(random: Random, size: Size): string {
	let at = random.below(total);
	for (const [weight, make] of makers) {
		at -= weight;
		if (at < 0) {
			return make(random, size);
		}
	}

	return '';
}
