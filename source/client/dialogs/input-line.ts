import stringWidth from 'string-width';
import {graphemesOf} from '../../base/graphemes.js';
import {span, takeColumns, typedText, type Line} from '../theme/line.js';
import {split, type TextInput} from './text-input.js';

/** An input as one row: a mark, the text around the cursor, and the cursor as a cell of its own look. `empty` is said while nothing is typed. */
export function inputLine(input: TextInput, {width, empty = ''}: {width: number; empty?: string}): Line {
	const room = Math.max(4, width - 3);
	if (input.text === '') {
		return [span('› ', 'key'), span(' ', 'cursor'), span(takeColumns(empty, room), 'dim')];
	}

	const {before, after} = split(input);
	const [next = ' ', ...rest] = graphemesOf(after);
	const under = typedText(next) === '' ? ' ' : typedText(next);
	const left = endThatFits(typedText(before), room - stringWidth(under));
	const right = takeColumns(typedText(rest.join('')), room - stringWidth(left) - stringWidth(under));
	return [span('› ', 'key'), span(left), span(under, 'cursor'), span(right)];
}

/** The last graphemes that fit, an ellipsis before them when some do not. */
function endThatFits(text: string, columns: number): string {
	if (stringWidth(text) <= columns) {
		return text;
	}

	const all = graphemesOf(text);
	let width = 1;
	let first = all.length;
	while (first > 0 && width + stringWidth(all[first - 1]!) <= columns) {
		first--;
		width += stringWidth(all[first]!);
	}

	return `…${all.slice(first).join('')}`;
}
