import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {feed, told, write} from './feed.js';

const answers: Array<[what: string, question: string, answer: string]> = [
	['program status is understood, in the very bytes of the question', '\u{1B}]7501;?\u{1B}\\', '\u{1B}]7501;?\u{1B}\\'],
	['what the terminal is', '\u{1B}[c\u{1B}[>c', '\u{1B}[?64;1;6;17;21;22;28c\u{1B}[>41;314;0c'],
	['what the terminal is, asked as of old', '\u{1B}Z', '\u{1B}[?64;1;6;17;21;22;28c'],
	['its name', '\u{1B}[>q', '\u{1B}P>|Millwright 1\u{1B}\\'],
	['that it works', '\u{1B}[5n', '\u{1B}[0n'],
	['where the cursor is', 'ab\r\nabc\u{1B}[6n\u{1B}[?6n', '\u{1B}[2;4R\u{1B}[?2;4;1R'],
	['where the cursor is within the margins', '\u{1B}[3;9r\u{1B}[?6h\u{1B}[2;5H\u{1B}[6n', '\u{1B}[2;5R'],
	['which modes are on', '\u{1B}[?2026$p\u{1B}[?2027$p\u{1B}[?7$p\u{1B}[?9999$p\u{1B}[4$p', '\u{1B}[?2026;2$y\u{1B}[?2027;1$y\u{1B}[?7;1$y\u{1B}[?9999;0$y\u{1B}[4;2$y'],
	['which modes nobody can set', '\u{1B}[12$p\u{1B}[2$p\u{1B}[?4$p', '\u{1B}[12;3$y\u{1B}[2;4$y\u{1B}[?4;4$y'],
	['that there is no printer, locator or room for macros, and no fault', '\u{1B}[?15n\u{1B}[?25n\u{1B}[?26n\u{1B}[?55n\u{1B}[?56n\u{1B}[?62n\u{1B}[?75n\u{1B}[?85n', '\u{1B}[?13n\u{1B}[?20n\u{1B}[?27;0;0;0n\u{1B}[?50n\u{1B}[?57;0n\u{1B}[0*{\u{1B}[?70n\u{1B}[?83n'],
	['as a window that fills its display', '\u{1B}[11t\u{1B}[13t\u{1B}[15t\u{1B}[19t', '\u{1B}[1t\u{1B}[3;0;0t\u{1B}[5;480;800t\u{1B}[9;24;80t'],
	['the rows, the extent of looks, the status line that is not there, and the level', '\u{1B}P$qt\u{1B}\\\u{1B}[2*x\u{1B}P$q*x\u{1B}\\\u{1B}P$q$~\u{1B}\\\u{1B}[63;1"p\u{1B}P$q"p\u{1B}\\', '\u{1B}P1$r24t\u{1B}\\\u{1B}P1$r2*x\u{1B}\\\u{1B}P1$r0$~\u{1B}\\\u{1B}P1$r63;1"p\u{1B}\\'],
	['nothing of modes when it speaks to a VT200', '\u{1B}[62"p\u{1B}[?7$p\u{1B}[64"p\u{1B}[?7$p', '\u{1B}[?7;1$y'],
	['the keyboard flags', '\u{1B}[>5u\u{1B}[?u', '\u{1B}[?5u'],
	['how other keys are modified', '\u{1B}[>4;1m\u{1B}[?4m', '\u{1B}[>4;1m'],
	['the colour scheme', '\u{1B}[?996n', '\u{1B}[?997;1n'],
	['the sizes', '\u{1B}[14t\u{1B}[16t\u{1B}[18t', '\u{1B}[4;480;800t\u{1B}[6;20;10t\u{1B}[8;24;80t'],
	['the size when it asks to be told', '\u{1B}[?2048h', '\u{1B}[48;24;80;480;800t'],
	['theme colours', '\u{1B}]10;?;?;?\u{7}', '\u{1B}]10;rgb:e5e5/e5e5/e5e5\u{1B}\\\u{1B}]11;rgb:1212/1414/1818\u{1B}\\\u{1B}]12;rgb:e5e5/e5e5/e5e5\u{1B}\\'],
	['a colour of the palette', '\u{1B}]4;196;?\u{7}', '\u{1B}]4;196;rgb:ffff/0000/0000\u{1B}\\'],
	['how text looks now', '\u{1B}[1;4:3;31;48;5;200m\u{1B}P$qm\u{1B}\\', '\u{1B}P1$r0;1;4:3;31;48:5:200m\u{1B}\\'],
	['the margins and the cursor', '\u{1B}[2;9r\u{1B}[5 q\u{1B}P$qr\u{1B}\\\u{1B}P$q q\u{1B}\\', '\u{1B}P1$r2;9r\u{1B}\\\u{1B}P1$r5 q\u{1B}\\'],
	['that a setting is not known, without a word of the question', '\u{1B}P$qrm -rf\u{1B}\\', '\u{1B}P0$r\u{1B}\\'],
	['never the title', '\u{1B}]2;$(rm -rf ~)\u{7}\u{1B}[21t\u{1B}[20t', ''],
	['never the clipboard', '\u{1B}]52;c;?\u{7}\u{1B}]52;c;!\u{7}', ''],
	['never what is on the screen', 'secret\u{1B}[1;1;1;1;1;6*y', ''],
	['nothing of pictures and capabilities', '\u{1B}P+q544e\u{1B}\\\u{1B}_Gi=1,a=q;AAAA\u{1B}\\\u{1B}Pq#0~\u{1B}\\', ''],
];

for (const [what, question, answer] of answers) {
	test(`a program is told: ${what}`, t => {
		t.is(told(question), answer);
	});
}

test('a program that asked is told of another scheme, once; another is not, and both find it in what they ask', t => {
	const engine = feed('');
	let replies = '';
	engine.replies.on(reply => {
		replies += Buffer.from(reply).toString('latin1');
	});
	engine.setScheme('light');
	t.is(replies, '');
	write(engine, '\u{1B}[?996n\u{1B}]11;?\u{7}\u{1B}[?2031h');
	t.is(replies, '\u{1B}[?997;2n\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\');
	replies = '';
	engine.setScheme('light');
	engine.setScheme('dark');
	t.is(replies, '\u{1B}[?997;1n');
});

test('a million questions do not get a million answers', t => {
	const replies = told('\u{1B}[5n\u{1B}[c\u{1B}]11;?\u{7}'.repeat(30_000));
	t.true(replies.length > 0 && replies.length < 20_000, String(replies.length));
});

test('no reply holds a word that the program sent', t => {
	const word = 'rm;echo';
	const question = fc.array(fc.oneof(
		fc.constantFrom('\u{1B}[', '\u{1B}]', '\u{1B}P', '\u{1B}\\', '\u{7}', ';', '?', '$p', '$q', 'n', 'c', 't', '?u', '>q', '6n', '4;', '7501;', '10;', '52;c;', '"p', ' q', word),
		fc.nat(3000).map(String),
	)).map(parts => parts.join(''));
	t.notThrows(() => {
		fc.assert(fc.property(question, text => !/rm|echo/v.test(told(text))), {numRuns: 500});
	});
});

test('where the cursor is is told also where it stands outside of the margins that it counts from', t => {
	t.is(told('\u{1B}[?6h\u{1B}[H\u{1B}7\u{1B}[3;5r\u{1B}8\u{1B}[6n'), '\u{1B}[1;1R');
	t.is(told('\u{1B}[3;5r\u{1B}[?6h\u{1B}[?1047h\u{1B}[H\u{1B}[?1047l\u{1B}[6n'), '\u{1B}[1;1R');
});
