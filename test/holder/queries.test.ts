import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {InputFilter} from '../../source/holder/filter.js';
import {XtermEngine} from '../../source/holder/xterm-engine.js';

const size = {cols: 80, rows: 24};

function ask(input: Uint8Array | string): string {
	const engine = new XtermEngine({size, historyLines: 100});
	const filter = new InputFilter(() => engine.size);
	let replies = '';
	engine.replies.on(reply => {
		replies += Buffer.from(reply).toString('latin1');
	});
	engine.write(filter.push(Buffer.from(input as string)));
	engine.dispose();
	return replies;
}

const answers: Array<[what: string, question: string, answer: string]> = [
	['program status is understood, in the very bytes of the question', '\u{1B}]7501;?\u{1B}\\', '\u{1B}]7501;?\u{1B}\\'],
	['what the terminal is', '\u{1B}[c\u{1B}[>c', '\u{1B}[?1;2c\u{1B}[>0;276;0c'],
	['its name', '\u{1B}[>q', '\u{1B}P>|Millwright 1\u{1B}\\'],
	['that it works', '\u{1B}[5n', '\u{1B}[0n'],
	['where the cursor is', 'ab\r\nabc\u{1B}[6n', '\u{1B}[2;4R'],
	['whether frames are held back', '\u{1B}[?2026$p', '\u{1B}[?2026;2$y'],
	['the keyboard flags', '\u{1B}[?u', '\u{1B}[?0u'],
	['the colour scheme', '\u{1B}[?996n', '\u{1B}[?997;1n'],
	['the sizes', '\u{1B}[14t\u{1B}[16t\u{1B}[18t', '\u{1B}[4;480;800t\u{1B}[6;20;10t\u{1B}[8;24;80t'],
	['theme colours', '\u{1B}]11;?\u{7}', '\u{1B}]11;rgb:1212/1414/1818\u{1B}\\'],
	['a colour of the palette', '\u{1B}]4;196;?\u{7}', '\u{1B}]4;196;rgb:ffff/0000/0000\u{1B}\\'],
	['answers come in the order of the questions', '\u{1B}[6n\u{1B}]10;?\u{7}\u{1B}[5n', '\u{1B}[1;1R\u{1B}]10;rgb:e5e5/e5e5/e5e5\u{1B}\\\u{1B}[0n'],
	['never the title', '\u{1B}]2;$(rm -rf ~)\u{7}\u{1B}[21t\u{1B}[20t', ''],
	['never the clipboard', '\u{1B}]52;c;?\u{7}', ''],
	['nothing of a device string', '\u{1B}P$qrm -rf\u{1B}\\\u{1B}P+q544e\u{1B}\\\u{1B}_Gi=1,a=q;AAAA\u{1B}\\', ''],
];

for (const [what, question, answer] of answers) {
	test(`a program is told: ${what}`, t => {
		t.is(ask(question), answer);
	});
}

test('a million questions do not get a million answers', t => {
	const replies = ask('\u{1B}[5n'.repeat(100_000));
	t.true(replies.length > 0 && replies.length < 20_000, String(replies.length));
});

test('no reply holds a word that the program sent', t => {
	const word = 'rm;echo';
	const question = fc.array(fc.oneof(
		fc.constantFrom('\u{1B}[', '\u{1B}]', '\u{1B}P', '\u{1B}\\', '\u{7}', ';', '?', '$p', '$q', 'n', 'c', 't', '?u', '>q', '6n', '4;', '7501;', '10;', '52;c;', word),
		fc.nat(3000).map(String),
	)).map(parts => parts.join(''));
	t.notThrows(() => {
		fc.assert(fc.property(question, text => !/rm|echo/v.test(ask(text))), {numRuns: 300});
	});
});
