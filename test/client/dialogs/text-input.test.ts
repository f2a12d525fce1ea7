import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {inputLine} from '../../../source/client/dialogs/input-line.js';
import {graphemesOf} from '../../../source/base/graphemes.js';
import {filled, insert, typeKey, type TextInput} from '../../../source/client/dialogs/text-input.js';
import {budgetOf} from '../../../source/client/dialogs/keys.js';
import {widthOf} from '../../../source/client/theme/line.js';
import {key} from '../fixtures/model.js';

function after(input: TextInput, ...names: string[]): TextInput {
	let next = input;
	for (const name of names) {
		next = typeKey(next, key(name));
	}

	return next;
}

const shown = ({text, cursor}: TextInput) => `${graphemesOf(text).slice(0, cursor).join('')}|${graphemesOf(text).slice(cursor).join('')}`;

test('keys edit as in a shell: by grapheme, by word, to the ends', t => {
	t.is(shown(after(filled('one two three'), 'ctrl-w')), 'one two |');
	t.is(shown(after(filled('one two three'), 'alt-b', 'alt-b', 'ctrl-k')), 'one |');
	t.is(shown(after(filled('one two'), 'ctrl-a', 'alt-d', 'delete')), '|two');
	t.is(shown(after(filled('one two'), 'ctrl-left', 'X')), 'one X|two');
	t.is(shown(after(filled('ab'), 'left', 'left', 'left', 'backspace')), '|ab');
	t.is(shown(after(filled('a👩‍👩‍👧b'), 'left', 'backspace')), 'a|b');
	t.is(shown(after(filled('cafe\u{301}'), 'backspace')), 'caf|');
	t.is(shown(after(filled('x'), 'space', 'y')), 'x y|');
});

test('a paste becomes one line without control characters', t => {
	t.is(insert(filled('a'), 'b\r\nc\u{1B}[31m\td').text, 'ab c[31m d');
	t.is(insert(filled('say'), ' it ').text, 'say it ');
});

test('whatever is typed: the cursor stays in the text and the row has its width', t => {
	const keys = fc.array(fc.oneof(fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete', 'ctrl-w', 'ctrl-u', 'ctrl-k', 'alt-f', 'space'), fc.string({unit: 'grapheme', minLength: 1, maxLength: 1})), {maxLength: 40});
	fc.assert(fc.property(fc.string({unit: 'grapheme', maxLength: 60}), keys, fc.integer({min: 10, max: 80}), (text, names, width) => {
		const input = after(insert(filled(), text), ...names);
		t.true(input.cursor >= 0 && input.cursor <= graphemesOf(input.text).length);
		t.true(widthOf(inputLine(input, {width})) <= width, `${stringWidth(input.text)}`);
	}));
});

test('a budget is dollars, none, or refused', t => {
	t.is(budgetOf('20'), 20);
	t.is(budgetOf(' $7.50 '), 7.5);
	t.is(budgetOf('none'), null);
	for (const wrong of ['', '-1', 'a lot', '0', 'Infinity']) {
		t.is(budgetOf(wrong), undefined);
	}
});
