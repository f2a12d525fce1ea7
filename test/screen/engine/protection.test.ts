import test from 'ava';
import {feed, shown, told, write} from './feed.js';

const screens: Array<[promise: string, input: string, screen: string]> = [
	['selective erasing of the screen spares protected cells', 'ab\u{1B}[1"qcd\u{1B}[0"qef\r\ngh\u{1B}[?2J', '  cd'],
	['selective erasing of a line spares them on both sides of the cursor', 'a\u{1B}[1"qb\u{1B}[2"qcd\u{1B}[1"qe\u{1B}["qf\u{1B}[4G\u{1B}[?1K\u{1B}[?K', ' b  e'],
	['selective erasing of a rectangle spares them', 'ab\u{1B}[1"qcd\u{1B}[0"qef\r\nghijkl\u{1B}[1;2;2;5${', 'a cd f\ng    l'],
	['plain erasing takes what DEC protected', 'ab\u{1B}[1"qcd\u{1B}[2J', ''],
	['a plain rectangle takes what is protected', 'ab\u{1B}[1"qcd\u{1B}[1;1;1;4$z', ''],
	['plain erasing spares what was protected as ISO has it', 'ab\u{1B}Vcd\u{1B}Wef\u{1B}[1K\u{1B}[1G\u{1B}[9X', '  cd'],
	['text is written over protected cells', '\u{1B}[1"qabc\u{1B}[0"q\rxy', 'xyc'],
	['protection outlives SGR 0, and DECSC keeps it', '\u{1B}[1"q\u{1B}[0ma\u{1B}7\u{1B}[0"qb\u{1B}8c\u{1B}[?2J', 'ac'],
	['a soft reset protects nothing more, and leaves what is', '\u{1B}[1"qa\u{1B}[!pb\u{1B}[D\u{1B}[?2J', 'a'],
	['after a soft reset plain erasing takes everything', '\u{1B}Va\u{1B}[!pb\u{1B}[2J', ''],
	['of a wide character that is spared no half is lost', '\u{1B}[1"q中\u{1B}[0"qab\u{1B}[?2J', '中'],
];

for (const [promise, input, screen] of screens) {
	test(promise, t => {
		t.is(shown(input), screen);
	});
}

test('protection is told by DECRQSS', t => {
	t.is(told('\u{1B}[1"q\u{1B}P$q"q\u{1B}\\\u{1B}[2"q\u{1B}P$q"q\u{1B}\\'), '\u{1B}P1$r1"q\u{1B}\\\u{1B}P1$r0"q\u{1B}\\');
});

test('what is protected looks as what is not, and stays protected in another look', t => {
	const engine = feed('\u{1B}[1"qab\u{1B}[1;1;1;1;1$r');
	t.like(engine.styles.get(engine.grid.cell({x: 1, y: 0}).style), {attributes: 0, underline: 'none', isProtected: true});
	write(engine, '\u{1B}[?2J');
	t.is(engine.line(0).text, 'ab');
});
