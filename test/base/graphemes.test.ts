import test from 'ava';
import fc from 'fast-check';
import {graphemesOf} from '../../source/base/graphemes.js';
import {anyText} from '../support/any-text.js';

const texts = fc.oneof(fc.string(), anyText(), fc.array(fc.constantFrom('a', 'é', '─', '…', '→', '\u{301}', '\u{200D}', '👩', '\u{1F1E9}', '中', '\r', '\n')).map(list => list.join('')));

test('text is cut as Unicode says, also where that needs no look at its rules', t => {
	const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	fc.assert(fc.property(texts, text => {
		t.deepEqual(graphemesOf(text), Array.from(segmenter.segment(text), ({segment}) => segment));
	}));
});
