import test from 'ava';
import {areClustersMany, collectClusters, glyphOf, glyphText} from '../../source/screen/glyph.js';

/** A letter with marks: another one for each number. */
const cluster = (number: number) => `a${[0, 1, 2, 3].map(digit => String.fromCodePoint(0x3_00 + ((number >> (digit * 4)) & 15))).join('')}\u{1AB0}`;

test('clusters that nothing shows any more make room for others, and those that are shown stay', t => {
	const shown = Uint32Array.from(['é́', '👨‍👩‍👧', '❤️'], text => glyphOf(text, 2));
	const texts = [...shown].map(glyph => glyphText(glyph));
	const wrong: number[] = [];
	let collections = 0;
	// Twice as many as the table takes.
	for (let number = 0; number < 131_072; number++) {
		const text = cluster(number % 65_536) + (number < 65_536 ? '' : '\u{301}');
		const glyph = glyphOf(text, 1);
		if (areClustersMany()) {
			collectClusters([shown, Uint32Array.of(glyph)]);
			collections++;
		}

		if (glyphText(glyph) !== text) {
			wrong.push(number);
		}
	}

	t.deepEqual(wrong, []);
	t.true(collections > 1);
	t.deepEqual([...shown].map(glyph => glyphText(glyph)), texts);
	t.deepEqual(Uint32Array.from(texts, text => glyphOf(text, 2)), shown);
});

test('where all clusters are shown none is forgotten, and one more loses its marks until there is room', t => {
	collectClusters([]);
	const all = Uint32Array.from({length: 65_536}, (_, number) => glyphOf(cluster(number), 1));
	collectClusters([all]);
	t.is(glyphText(all[7]!), cluster(7));
	t.is(glyphText(glyphOf('b\u{301}\u{302}', 1)), 'b');
	t.false(areClustersMany(), 'not at every picture');
	t.true(areClustersMany(performance.now() + 1000), 'and yet again: they may be shown no more');
	collectClusters([]);
	t.false(areClustersMany());
	t.is(glyphText(glyphOf('b\u{301}\u{302}', 1)), 'b\u{301}\u{302}');
});
